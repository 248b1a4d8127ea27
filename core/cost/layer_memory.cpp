#include "cost/layer_memory.h"

namespace lightcl {

namespace {

constexpr std::int64_t kFloat = 4;
constexpr std::int64_t kIndex = 8;

std::int64_t paddedValues(Shape map) {
    constexpr std::int64_t kBlock = 16;
    return (map.channels + kBlock - 1) / kBlock * kBlock * map.height * map.width;
}

} // namespace

std::int64_t keptBytesPerRow(const LayerSpec& layer) {
    switch (layer.kind) {
    case LayerKind::BatchNorm2d:
        return kFloat * layer.input.elements();
    case LayerKind::Relu:
    case LayerKind::GlobalAvgPool:
        return kFloat * layer.output.elements();
    case LayerKind::MaxPool2d:
        return (kFloat + kIndex) * layer.output.elements();
    case LayerKind::Linear:
        return layer.name == "fc" ? 2 * kFloat * layer.output.elements() : 0;
    case LayerKind::Conv2d:
    case LayerKind::Flatten:
        return 0;
    }
    return 0;
}

std::int64_t keptBytesPerStep(const LayerSpec& layer) {
    return layer.kind == LayerKind::BatchNorm2d ? 2 * kFloat * layer.output.channels : 0;
}

std::int64_t gradientBytes(const LayerSpec& layer) {
    return kFloat * layer.parameters();
}

std::int64_t weightBytes(const LayerSpec& layer) {
    const std::int64_t statistics = layer.kind == LayerKind::BatchNorm2d ? 2 * kFloat * layer.output.channels : 0;
    return kFloat * layer.parameters() + statistics;
}

std::int64_t weightBytes(const NetworkSpec& network) {
    std::int64_t bytes = 0;
    for (const LayerSpec& layer : network.layers()) bytes += weightBytes(layer);
    return bytes;
}

std::int64_t scratchBytes(const LayerSpec& layer) {
    return layer.kind == LayerKind::Conv2d ? kFloat * layer.parameters() : 0;
}

std::int64_t blockedOutput(const LayerSpec& layer) {
    return paddedValues(layer.output);
}

std::int64_t blockedInput(const LayerSpec& layer) {
    return layer.kernel > 1 && layer.input.channels < 16 ? 0 : paddedValues(layer.input);
}

} // namespace lightcl
