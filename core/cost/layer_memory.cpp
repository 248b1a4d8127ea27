#include "cost/layer_memory.h"

#include "base/element_bytes.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t paddedValues(Shape map) {
    constexpr std::int64_t kBlock = 16;
    return (map.channels + kBlock - 1) / kBlock * kBlock * map.height * map.width;
}

/// What the library packs of a matrix at a time in bfloat16.
std::int64_t packedBytes(const LayerSpec& linear) {
    constexpr std::int64_t kColumns = 64;
    constexpr std::int64_t kDepth = 512;
    return kHalfBytes * kColumns * std::min(kDepth, linear.input.elements());
}

} // namespace

std::int64_t keptBytesPerRow(const LayerSpec& layer, Precision precision) {
    switch (layer.kind) {
    case LayerKind::BatchNorm2d:
        return precision.mapBytes() * layer.input.elements();
    case LayerKind::Relu:
    case LayerKind::GlobalAvgPool:
        return precision.mapBytes() * layer.output.elements();
    case LayerKind::MaxPool2d:
        return precision.mapBytes() * layer.output.elements() + indexBytesPerRow(layer);
    case LayerKind::Linear:
        return layer.name == "fc" ? (precision.mapBytes() + kFloatBytes) * layer.output.elements() : 0;
    case LayerKind::Conv2d:
    case LayerKind::Flatten:
        return 0;
    }
    return 0;
}

std::int64_t keptBytesPerStep(const LayerSpec& layer) {
    return layer.kind == LayerKind::BatchNorm2d ? 2 * kFloatBytes * layer.output.channels : 0;
}

std::int64_t gradientBytes(const LayerSpec& layer) {
    return kFloatBytes * layer.parameters();
}

std::int64_t computedGradientBytes(const LayerSpec& layer, Precision precision) {
    return precision.bfloat16 && layer.isWeightLayer() ? precision.castBytes() * layer.parameters()
                                                       : gradientBytes(layer);
}

std::int64_t castWeightBytes(const LayerSpec& layer, Precision precision) {
    return precision.castBytes() * layer.weights();
}

std::int64_t weightBytes(const LayerSpec& layer) {
    const std::int64_t statistics = layer.kind == LayerKind::BatchNorm2d ? 2 * kFloatBytes * layer.output.channels : 0;
    return kFloatBytes * layer.parameters() + statistics;
}

std::int64_t weightBytes(const NetworkSpec& network) {
    std::int64_t bytes = 0;
    for (const LayerSpec& layer : network.layers()) bytes += weightBytes(layer);
    return bytes;
}

std::int64_t scratchBytes(const LayerSpec& layer, bool channelsLast, Precision precision) {
    if (precision.bfloat16) {
        if (layer.kind == LayerKind::Linear) return castWeightBytes(layer, precision) + packedBytes(layer);
        const std::int64_t copies = channelsLast && layer.kernel > 1 ? 3 : 2;
        return copies * castWeightBytes(layer, precision);
    }
    return layer.kind == LayerKind::Conv2d ? kFloatBytes * layer.parameters() : 0;
}

std::int64_t indexBytesPerRow(const LayerSpec& layer) {
    return layer.kind == LayerKind::MaxPool2d ? kIndexBytes * layer.output.elements() : 0;
}

std::int64_t blockedOutput(const LayerSpec& layer) {
    return paddedValues(layer.output);
}

std::int64_t blockedInput(const LayerSpec& layer) {
    return layer.kernel > 1 && layer.input.channels < 16 ? 0 : paddedValues(layer.input);
}

} // namespace lightcl
