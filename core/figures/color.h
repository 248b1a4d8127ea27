#pragma once

#include "base/memory_category.h"
#include "catalog/layer_metric.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace lightcl {

/// sRGB, each part in [0,1].
struct Color {
    double red = 0;
    double green = 0;
    double blue = 0;
    bool operator==(const Color&) const = default;
};

/// 0xRRGGBB.
constexpr Color colorFromHex(unsigned hex) {
    return {static_cast<double>(hex >> 16U & 0xFFU) / 255, static_cast<double>(hex >> 8U & 0xFFU) / 255,
            static_cast<double>(hex & 0xFFU) / 255};
}

/// Lightness as the eye weighs it, in [0,1]: below 0.5 wants white text on it.
constexpr double luma(const Color& color) {
    return 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue;
}

/// Palettes of figures/palettes.h: maps of [0,1], dark to light; values outside are clamped.
Color viridis(double value);
Color cividis(double value);

/// The index-th of `count` series in an order, such as tasks: even steps of viridis.
Color seriesColor(std::size_t index, std::size_t count);

/// The colour of a layer metric at a place of its scale, from its own palette (figures/palettes.h).
Color mapColor(const LayerMetric& metric, double position);

/// The colours of the memory categories (0xRRGGBB), the same on screen and in print; Okabe and Ito's, which
/// colour-blind eyes tell apart too, with greys in place of the black.
inline constexpr std::array<std::uint32_t, 9> kCategoryPalette = {0x0072B2,  // weights: blue
                                                                  0xE69F00,  // gradients: orange
                                                                  0x56B4E9,  // optimizer: sky blue
                                                                  0x009E73,  // activations: bluish green
                                                                  0xCC79A7,  // replay buffer: reddish purple
                                                                  0xD55E00,  // method state: vermilion
                                                                  0xF0E442,  // data: yellow
                                                                  0x8C8C8C,  // workspace: grey
                                                                  0xBDBDBD}; // measuring: light grey
static_assert(kCategoryPalette.size() == kMemoryCategories.size(), "every category has a colour");

/// 0xRRGGBB.
constexpr std::uint32_t categoryRgb(MemoryCategory category) {
    return kCategoryPalette[static_cast<std::size_t>(category)];
}

} // namespace lightcl
