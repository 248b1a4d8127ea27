#pragma once

#include "weights/network_tensors.h"
#include "weights/weights_file.h"

#include <map>

namespace lightcl {

/// A place in a weights file where the network's names stand: the tensors whose names are this front, followed by a
/// name of the network's. What wraps modules (torch.compile's _orig_mod, DataParallel's module, a pickled module's
/// _modules) is left out inside names and is part of the front before them.
struct WeightFront {
    std::string text;                              ///< "state_dict.net.", empty where the names stand by themselves
    std::map<std::size_t, const StoredTensor*> of; ///< by index in tensorsOf()
    std::vector<const StoredTensor*> counters;     ///< num_batches_tracked of the network's batch-norms
    std::size_t fits = 0;                          ///< tensors of the network's shape, in floating-point numbers
    bool complete = false;                         ///< all but the head fit
};

/// Every front of the file, the best first: one that is complete; of more of the network's names; of more that fit;
/// that does not speak of a copy (ema, swa, average, teacher, momentum, target, shadow, old); of fewer parts; whichever
/// comes first. Takes time that grows with the length of all names.
std::vector<WeightFront> frontsOf(const std::vector<NetworkTensor>& targets, const NetworkSpec& network,
                                  const WeightsFile& file);

/// Whether a network can take the values as they are.
bool fitsTarget(const NetworkTensor& target, const StoredTensor& stored);

} // namespace lightcl
