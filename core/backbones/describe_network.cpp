#include "backbones/backbones.h"
#include "base/error.h"

namespace lightcl {

NetworkSpec describeNetwork(const Parameters& network, Shape input, std::int64_t classes) {
    const std::string& backbone = network.text("backbone");
    if (backbone == "resnet18") return resnet18(input, classes, network.integer("width"));
    if (backbone == "small-cnn") return smallCnn(input, classes, network.integer("width"));
    if (backbone == "mobilenet-v2") return mobilenetV2(input, classes, network.number("width_multiplier"));
    if (backbone == "mlp") return mlp(input, classes, network.integers("hidden"));
    throw InputError("network.backbone: expected a backbone of the catalog, got \"" + backbone + '"');
}

} // namespace lightcl
