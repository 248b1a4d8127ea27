#pragma once

#include "figures/run_record.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// Where a run's measured generalizability would draw the freeze line, by the rule of LightCL's freeze advisor
/// (rules/stable_prefix.h): the longest prefix of stages before the head all of whose layers reach the threshold. The
/// advisor of a run with first_trainable_stage = "auto" judges by a trial before its second task; this judges by what
/// was measured after an epoch.
struct FreezeAdvice {
    RunPosition at; ///< after which epoch it was measured
    double threshold = 0.5;
    std::vector<double> generalizability; ///< by layer
    std::size_t firstTrainable = 0;       ///< index of the first stage that stays trainable
    std::optional<std::size_t> stoppedBy; ///< the first layer that does not reach the threshold
    std::string reason;                   ///< one line for people
};

/// By what was measured at `at`, or last before it; nothing where there is no generalizability or no network, see
/// whyNoAdvice().
std::optional<FreezeAdvice> adviseFreeze(const RunRecord& run, RunPosition at, double threshold);

/// One line that says what is missing for advice and what would make it; empty when nothing is.
std::string whyNoAdvice(const RunRecord& run);

/// The threshold of the run's own advisor; 0.5, its default, for methods without.
double adviceThresholdOf(const RunRecord& run);

/// The first stage that the run trained in the end: by its rows of "frozen", else by its spec; nothing for a method
/// that freezes nothing, or where that is not known.
std::optional<std::size_t> ownFreezeLine(const RunRecord& run);

} // namespace lightcl
