#pragma once

#include "spec/experiment_spec.h"

#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// What was run, for people: scenario, network, training, methods, seeds. Where the runs differ, each different wording
/// stands once.
std::vector<std::pair<std::string, std::string>> specFacts(const std::vector<RunSpec>& runs);

} // namespace lightcl
