#pragma once

#include "figures/run_record.h"

#include <string>
#include <vector>

namespace lightcl {

/// A finished run of a spec as a program would store it: Split Fashion-MNIST with an MLP.
RunRecord comparedRun(RunId id, const std::string& method, const std::string& settings, int seed, double classIl);

std::vector<const RunRecord*> addresses(const std::vector<RunRecord>& runs);

} // namespace lightcl
