#include "figures/oklab.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

double linearOf(double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double gammaOf(double part) {
    return part <= 0.0031308 ? 12.92 * part : 1.055 * std::pow(part, 1 / 2.4) - 0.055;
}

double cubed(double value) {
    return value * value * value;
}

/// Parts of light, which may lie outside of [0,1].
Color lightOf(const Oklab& color) {
    const double l = cubed(color.lightness + 0.3963377774 * color.a + 0.2158037573 * color.b);
    const double m = cubed(color.lightness - 0.1055613458 * color.a - 0.0638541728 * color.b);
    const double s = cubed(color.lightness - 0.0894841775 * color.a - 1.2914855480 * color.b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool canBeShown(const Color& light) {
    constexpr double rounding = 1e-4;
    return std::min({light.red, light.green, light.blue}) >= -rounding &&
           std::max({light.red, light.green, light.blue}) <= 1 + rounding;
}

} // namespace

double Oklab::chroma() const {
    return std::hypot(a, b);
}

double Oklab::hue() const {
    return std::atan2(b, a);
}

Oklab Oklab::of(double lightness, double chroma, double hue) {
    return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}

Oklab toOklab(const Color& color) {
    const double red = linearOf(color.red);
    const double green = linearOf(color.green);
    const double blue = linearOf(color.blue);
    const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Color fromOklab(const Oklab& color) {
    constexpr int steps = 50;
    Color light;
    for (int step = steps; step >= 0; --step) {
        const double share = static_cast<double>(step) / steps;
        light = lightOf({color.lightness, color.a * share, color.b * share});
        if (canBeShown(light)) break;
    }
    const auto part = [](double value) { return gammaOf(std::clamp(value, 0.0, 1.0)); };
    return {part(light.red), part(light.green), part(light.blue)};
}

double colorDistance(const Color& first, const Color& second) {
    const Oklab one = toOklab(first);
    const Oklab other = toOklab(second);
    return std::hypot(one.lightness - other.lightness, one.a - other.a, one.b - other.b);
}

} // namespace lightcl
