#pragma once

#include "cli/display/freeze_text.h"
#include "cost/cost_model.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A method of an experiment and what one of its runs is predicted to need.
struct MethodCost {
    RunSpec run;
    Prediction cost;
    std::optional<FreezeAnswer> freeze{}; ///< where another line was asked for, and the method has one
};

/// An experiment's methods.
struct ExperimentCost {
    std::string name;
    std::vector<MethodCost> methods;
    std::optional<Prediction> pretraining{}; ///< of the run that all of them start from, in none of their figures
    std::string freeze{}; ///< the stage up to which everything shall be frozen; empty: as the spec has it
};

/// The estimates for people: of each experiment operations, then memory by category in MiB; and all of them in the
/// layout of LightCL's Table 1.
std::string costText(CostConvention convention, const std::vector<ExperimentCost>& experiments);

/// That last table in LaTeX.
std::string costLatex(CostConvention convention, const std::vector<ExperimentCost>& experiments);

/// The estimates as JSON, exact integers where they are counts: an object for one experiment, a list for several.
std::string costJson(CostConvention convention, const std::vector<ExperimentCost>& experiments);

} // namespace lightcl
