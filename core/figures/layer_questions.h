#pragma once

#include "figures/run_record.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// The answer to a question about a run's layers: a sentence, and the layers in the order that shows it.
struct LayerAnswer {
    std::string sentence;
    std::string metric;               ///< by which it is answered
    std::vector<std::size_t> order;   ///< all layers, the first is the answer; empty when there is none
    std::optional<std::size_t> layer; ///< the answer
    RunPosition at;                   ///< where it was measured
};

/// Which layer forgot most, and in which task: the lowest memory stability that any layer has at a task's last measured
/// epoch. Layers are ordered by their own lowest one, the lowest first; those without a value come last.
LayerAnswer layerThatForgotMost(const RunRecord& run);

/// Which layers would be safe to freeze: those whose generalizability, where it was last measured, reaches the
/// threshold. Layers are ordered by it, the highest first. The sentence also says how far the line could go, for
/// frozen is a prefix of stages.
LayerAnswer layersSafeToFreeze(const RunRecord& run, double threshold);

} // namespace lightcl
