#pragma once

#include "backbones/network_spec.h"

#include <string>
#include <vector>

namespace lightcl {

/// A tensor that a network has.
struct NetworkTensor {
    std::string name; ///< "layer1.0.conv1.weight"
    std::vector<std::int64_t> shape;
    bool head = false; ///< of the last stage, whose size is the number of classes

    bool operator==(const NetworkTensor&) const = default;
};

/// Every learnable tensor and batch-norm statistic of a network, in order of execution.
std::vector<NetworkTensor> tensorsOf(const NetworkSpec& network);

/// What a tensor of the network may be called in other programs' files, its own name first: as torchvision, and in any
/// mixture of the network's aliases.
std::vector<std::string> namesElsewhere(const std::string& name, const NetworkSpec& network);

/// The name that torchvision has for a tensor of the network: its own, but for fc.
std::string torchvisionName(const std::string& name, const NetworkSpec& network);

} // namespace lightcl
