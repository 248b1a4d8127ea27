#include "figures/palettes.h"

#include <algorithm>
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

constexpr std::array<unsigned, 9> kViridis = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                              0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
constexpr std::array<unsigned, 10> kCividis = {0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173,
                                               0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838};
constexpr std::array<unsigned, 10> kMagma = {0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F,
                                             0xCD4071, 0xF1605D, 0xFD9668, 0xFECA8D, 0xFCFDBF};
constexpr std::array<unsigned, 11> kVik = {0x001261, 0x033E7D, 0x1E6F9D, 0x71A8C4, 0xC9DDE7, 0xEDE9E6,
                                           0xEACEBD, 0xD39774, 0xBE6533, 0x8B2706, 0x590008};
constexpr std::array<unsigned, 11> kPurpleOrange = {0x2D004B, 0x542788, 0x8073AC, 0xB2ABD2, 0xD8DAEB, 0xF7F7F7,
                                                    0xFEE0B6, 0xFDB863, 0xE08214, 0xB35806, 0x7F3B08};

} // namespace

Color paletteColor(Palette palette, double position) {
    switch (palette) {
    case Palette::Viridis:
        return interpolated(kViridis, position);
    case Palette::Cividis:
        return interpolated(kCividis, position);
    case Palette::Magma:
        return interpolated(kMagma, position);
    case Palette::Vik:
        return interpolated(kVik, position);
    case Palette::PurpleOrange:
        return interpolated(kPurpleOrange, position);
    }
    return {};
}

Palette paletteOf(bool endsAtOne) {
    return endsAtOne ? Palette::Cividis : Palette::Viridis;
}

} // namespace lightcl
