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

/// The network's own name of a tensor that a file calls `stored`. It leaves out what wraps a network ("module.",
/// "state/network/") and knows torchvision's names and the network's aliases, as of LightCL's reference code.
std::string networkName(const std::string& stored, const NetworkSpec& network);

/// The name that torchvision has for a tensor of the network: its own, but for fc.
std::string torchvisionName(const std::string& name, const NetworkSpec& network);

} // namespace lightcl
