#include "figures/color.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lightcl {

namespace {

double mixed(double a, double b, double share) {
    return a + (b - a) * share;
}

/// Between evenly spaced anchors, linearly.
template <std::size_t N>
Color interpolated(const std::array<unsigned, N>& anchors, double value) {
    const auto position = std::clamp(std::isfinite(value) ? value : 0.0, 0.0, 1.0) * static_cast<double>(N - 1);
    const auto lower = std::min(static_cast<std::size_t>(position), N - 2);
    const auto share = position - static_cast<double>(lower);
    const auto a = colorFromHex(anchors[lower]);
    const auto b = colorFromHex(anchors[lower + 1]);
    return {mixed(a.red, b.red, share), mixed(a.green, b.green, share), mixed(a.blue, b.blue, share)};
}

} // namespace

Color viridis(double value) {
    constexpr std::array<unsigned, 9> anchors = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                                 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    return interpolated(anchors, value);
}

Color cividis(double value) {
    constexpr std::array<unsigned, 10> anchors = {0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173,
                                                  0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838};
    return interpolated(anchors, value);
}

Color seriesColor(std::size_t index, std::size_t count) {
    // The map's ends are too near to black and to white for a line on either ground.
    constexpr double first = 0.1;
    constexpr double last = 0.88;
    const double share = count < 2 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
    return viridis(first + (last - first) * share);
}

Color mapColor(const LayerMetric& metric, double position) {
    return metric.endsAtOne() ? cividis(position) : viridis(position);
}

} // namespace lightcl
