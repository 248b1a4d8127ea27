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

/// Colours (0xRRGGBB) for runs and methods that stand side by side. The first ones are Okabe and Ito's without black
/// and light yellow, which vanish on a dark or a light ground; each further one was chosen to be as far as possible
/// from all before it in OKLab, also as eyes without red or green receptors see them. Their number is prime: runs are
/// numbered method by method, and every n-th number, the first seed of each method, so gets another colour as well.
inline constexpr std::array<std::uint32_t, 23> kRunPalette = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8C6BB1, 0x999933,
    0xAA4499, 0x664400, 0x0000FF, 0x6611BB, 0xCC55FF, 0x55CC99, 0x444477, 0x006655,
    0xBB0044, 0x6655DD, 0xFF9977, 0xFF77CC, 0xFF3377, 0x4488DD, 0x882299};

/// The colour of the index-th run or method, from 0; starts anew after the last.
constexpr std::uint32_t runPaletteColor(std::size_t index) {
    return kRunPalette[index % kRunPalette.size()];
}

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
