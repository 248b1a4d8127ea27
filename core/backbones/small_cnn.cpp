#include "backbones/backbones.h"
#include "backbones/layers.h"

#include <fmt/format.h>

namespace lightcl {

NetworkSpec smallCnn(Shape input, std::int64_t classes, std::int64_t width) {
    requireInput("small-cnn", input, 8);
    NetworkSpec network{"small-cnn", input, classes, {}};
    Shape shape = input;
    for (int depth = 1; depth <= 3; ++depth) {
        const LayerSpec layer = conv(fmt::format("conv{}", depth), shape, width << (depth - 1), 3, 1, 1);
        const LayerSpec pool = maxPool(layer.output);
        network.stages.push_back(
            {layer.name,
             {sequence({layer, batchNorm(fmt::format("bn{}", depth), layer.output), relu(layer.output), pool})}});
        shape = pool.output;
    }
    const LayerSpec flat = flatten(shape);
    network.stages.push_back({"head", {sequence({flat, linear("fc", flat.output, classes)})}});
    return network;
}

BackboneInfo smallCnnEntry() {
    return {.name = "small-cnn",
            .title = "Small CNN",
            .help = "Three 3x3 convolutions with batch-norm, ReLU and 2x2 max-pooling, then a linear head.",
            .source = "",
            .parameters = {integerSetting("width", 32, 1, 512,
                                          "Channels of the first convolution; the next have 2 and 4 times as many.")},
            .describe = [](const Parameters& network, Shape input, std::int64_t classes) {
                return smallCnn(input, classes, network.integer("width"));
            }};
}

} // namespace lightcl
