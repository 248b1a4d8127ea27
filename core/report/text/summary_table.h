#pragma once

#include "runs/rows.h"

#include <string>
#include <vector>

namespace lightcl {

/// Runs as an aligned table for people: run, method, seed, state, accuracies and forgetting in percent, peak memory
/// predicted and measured, time. "-" stands for what was not measured.
std::string runTable(const std::vector<RunSummary>& runs);

/// Why runs failed or stopped, a line each below an empty one: "run 3 failed: …"; empty when no run has a message.
std::string runMessages(const std::vector<RunSummary>& runs);

/// An accuracy in percent or "-"; likewise bytes, a count of operations, seconds.
std::string percentOrDash(const std::optional<double>& fraction);
std::string bytesOrDash(const std::optional<std::int64_t>& bytes);
std::string flopsOrDash(const std::optional<double>& flops);
std::string secondsOrDash(const std::optional<double>& seconds);

} // namespace lightcl
