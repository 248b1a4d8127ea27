#include "backbones/layers.h"

#include "base/error.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

std::int64_t slid(std::int64_t size, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
    return (size + 2 * padding - kernel) / stride + 1;
}

LayerSpec layer(LayerKind kind, std::string name, Shape input, Shape output) {
    LayerSpec spec;
    spec.kind = kind;
    spec.name = std::move(name);
    spec.input = input;
    spec.output = output;
    return spec;
}

} // namespace

LayerSpec conv(std::string name, Shape input, std::int64_t channels, std::int64_t kernel, std::int64_t stride,
               std::int64_t padding) {
    const Shape output = {channels, slid(input.height, kernel, stride, padding),
                          slid(input.width, kernel, stride, padding)};
    LayerSpec spec = layer(LayerKind::Conv2d, std::move(name), input, output);
    spec.kernel = kernel;
    spec.stride = stride;
    spec.padding = padding;
    return spec;
}

LayerSpec depthwiseConv(std::string name, Shape input, std::int64_t stride) {
    LayerSpec spec = conv(std::move(name), input, input.channels, 3, stride, 1);
    spec.groups = input.channels;
    return spec;
}

LayerSpec batchNorm(std::string name, Shape input) {
    LayerSpec spec = layer(LayerKind::BatchNorm2d, std::move(name), input, input);
    spec.bias = true;
    return spec;
}

LayerSpec relu(Shape input) {
    return layer(LayerKind::Relu, {}, input, input);
}

LayerSpec relu6(Shape input) {
    LayerSpec spec = relu(input);
    spec.limitedToSix = true;
    return spec;
}

LayerSpec maxPool(Shape input) {
    const Shape output = {input.channels, slid(input.height, 2, 2, 0), slid(input.width, 2, 2, 0)};
    LayerSpec spec = layer(LayerKind::MaxPool2d, {}, input, output);
    spec.kernel = 2;
    spec.stride = 2;
    return spec;
}

LayerSpec globalAvgPool(Shape input) {
    return layer(LayerKind::GlobalAvgPool, {}, input, {input.channels, 1, 1});
}

LayerSpec flatten(Shape input) {
    return layer(LayerKind::Flatten, {}, input, {input.elements(), 1, 1});
}

LayerSpec linear(std::string name, Shape input, std::int64_t outputs) {
    LayerSpec spec = layer(LayerKind::Linear, std::move(name), input, {outputs, 1, 1});
    spec.bias = true;
    return spec;
}

BlockSpec sequence(std::vector<LayerSpec> layers) {
    BlockSpec block;
    block.main = std::move(layers);
    return block;
}

void requireInput(const std::string& backbone, Shape input, std::int64_t pixels) {
    if (input.height >= pixels && input.width >= pixels) return;
    throw InputError({.section = "network", .key = "backbone"},
                     fmt::format("{} expects pictures of at least {}x{} pixels, got {}x{}", backbone, pixels, pixels,
                                 input.height, input.width));
}

} // namespace lightcl
