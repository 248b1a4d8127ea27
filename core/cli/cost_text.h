#pragma once

#include "cost/cost_model.h"

#include <string>
#include <vector>

namespace lightcl {

/// A method of an experiment and what one of its runs is predicted to need.
struct MethodCost {
    std::string method;
    CostEstimate cost;
};

/// The estimates as two tables for people: operations, then memory by category in MiB.
std::string costText(const std::string& name, CostConvention convention, const std::vector<MethodCost>& methods);

/// The estimates as JSON: exact integers where they are counts.
std::string costJson(const std::string& name, CostConvention convention, const std::vector<MethodCost>& methods);

} // namespace lightcl
