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

} // namespace lightcl
