#include "backbones/backbones.h"
#include "backbones/layers.h"

#include <fmt/format.h>

namespace lightcl {

NetworkSpec mlp(Shape input, std::int64_t classes, const std::vector<std::int64_t>& hidden) {
    NetworkSpec network{"mlp", input, classes, {}};
    network.linearStart = LinearStart::Xavier;
    std::vector<LayerSpec> layers = {flatten(input)};
    for (std::size_t index = 0; index < hidden.size(); ++index) {
        const std::string name = fmt::format("hidden{}", index + 1);
        layers.push_back(
            linear(name, layers.empty() ? network.stages.back().output() : layers.back().output, hidden[index]));
        layers.push_back(relu(layers.back().output));
        network.stages.push_back({name, {sequence(std::move(layers))}});
        layers = {};
    }
    const Shape features = layers.empty() ? network.stages.back().output() : layers.back().output;
    layers.push_back(linear("fc", features, classes));
    network.stages.push_back({"head", {sequence(std::move(layers))}});
    return network;
}

BackboneInfo mlpEntry() {
    return {.name = "mlp",
            .title = "MLP",
            .help = "Fully connected layers with ReLU on the flattened input, then a linear head.",
            .source = "",
            .parameters = {listSetting("hidden", {100, 100}, 1, 65'536, "Units of each hidden layer.")},
            .describe = [](const Parameters& network, Shape input, std::int64_t classes) {
                return mlp(input, classes, network.integers("hidden"));
            }};
}

} // namespace lightcl
