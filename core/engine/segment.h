#pragma once

#include "methods/method.h"
#include "networks/network.h"

#include <vector>

namespace lightcl {

/// Consecutive blocks of a stage that have an autograd graph of their own, and what is learnt there: the network's
/// parameters and, with the stage's first block, the method's own.
struct Segment {
    std::size_t stage = 0;
    std::size_t firstBlock = 0;
    std::size_t blocks = 0;
    std::vector<NamedTensor> parameters;
    bool keepsInput = true; ///< until its backward; see keepsBlockInputs()
};

/// The stages from `firstStage` on in order, each as one segment or cut into its blocks. Only blocks of a network that
/// is trained from its input on may do without their input.
std::vector<Segment> segmentsOf(const Network& network, const Method& method, std::size_t firstStage, bool perBlock);

} // namespace lightcl
