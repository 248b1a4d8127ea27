#pragma once

#include "runs/rows.h"

#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// "Run 3, quick start: ER, seed 0 (done)".
std::string runHeading(const RunSummary& run);

/// The run's figures in a sentence each: accuracies, forgetting, memory, FLOPs, time; why it failed.
std::string runResults(const RunSummary& run);

/// "Time: training 42 s (81 %), evaluation 5.2 s (10 %), …"; empty when nothing was measured.
std::string phaseText(const std::vector<std::pair<std::string, double>>& phaseSeconds);

} // namespace lightcl
