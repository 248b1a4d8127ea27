#pragma once

#include "figures/color.h"

namespace lightcl {

/// A colour in OKLab (Ottosson 2020, https://bottosson.github.io/posts/oklab), where equal distances look equally far:
/// 0.02 is about the least that is seen side by side.
struct Oklab {
    double lightness = 0; ///< 0 black, 1 white
    double a = 0;         ///< green to red
    double b = 0;         ///< blue to yellow

    [[nodiscard]] double chroma() const;
    [[nodiscard]] double hue() const; ///< radians
    /// From lightness, chroma and hue.
    static Oklab of(double lightness, double chroma, double hue);
};

Oklab toOklab(const Color& color);
/// The nearest sRGB colour of that lightness and hue: with less chroma where the screen has no such colour.
Color fromOklab(const Oklab& color);

/// How far two colours look apart.
double colorDistance(const Color& first, const Color& second);

} // namespace lightcl
