#pragma once

#include <cstddef>

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

/// Perceptually uniform maps of [0,1], dark to light; values outside are clamped. Both hold for colour-blind readers.
Color viridis(double value);
Color cividis(double value);

/// The index-th of `count` series in an order, such as tasks: even steps of viridis.
Color seriesColor(std::size_t index, std::size_t count);

/// The colour of the index-th memory category.
Color categoryColor(std::size_t index);

} // namespace lightcl
