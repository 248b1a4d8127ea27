#pragma once

#include "backbones/network_spec.h"
#include "base/parameter_info.h"

#include <string>
#include <vector>

namespace lightcl {

/// A backbone: what people read of it, its settings, and the network that it describes.
struct BackboneInfo {
    std::string name; ///< as in the spec: "resnet18"
    std::string title;
    std::string help;
    std::string source;
    std::vector<ParameterInfo> parameters;
    /// The network for such inputs; `network` has the backbone's settings, complete and checked. Throws InputError when
    /// the input is too small.
    NetworkSpec (*describe)(const Parameters& network, Shape input, std::int64_t classes) = nullptr;
};

/// Every backbone, in the order in which people see them.
const std::vector<BackboneInfo>& backboneEntries();

} // namespace lightcl
