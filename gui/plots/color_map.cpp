#include "plots/color_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <qcustomplot.h>

namespace lightcl {

namespace {

struct LinearRgb {
    double red, green, blue;

    [[nodiscard]] bool isVisible() const {
        return std::min({red, green, blue}) >= 0 && std::max({red, green, blue}) <= 1;
    }
};

/// Oklab's published conversion; hue in degrees.
LinearRgb fromOklch(double lightness, double chroma, double hue) {
    const double radians = hue * std::numbers::pi / 180;
    const double a = chroma * std::cos(radians);
    const double b = chroma * std::sin(radians);
    const auto cubed = [](double value) { return value * value * value; };
    const double l = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

/// The chroma nearest to `wanted` that a screen can show.
double visibleChroma(double lightness, double wanted, double hue) {
    double low = 0;
    double high = wanted;
    if (fromOklch(lightness, high, hue).isVisible()) return high;
    for (int step = 0; step < 20; ++step) {
        const double middle = (low + high) / 2;
        (fromOklch(lightness, middle, hue).isVisible() ? low : high) = middle;
    }
    return low;
}

QColor toColor(const LinearRgb& rgb) {
    const auto encoded = [](double value) {
        const double v = std::clamp(value, 0.0, 1.0);
        return static_cast<float>(v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
    };
    return QColor::fromRgbF(std::min(1.0F, encoded(rgb.red)), std::min(1.0F, encoded(rgb.green)),
                            std::min(1.0F, encoded(rgb.blue)));
}

constexpr int kStops = 65;

} // namespace

ColorMap::ColorMap() {
    for (int stop = 0; stop < kStops; ++stop) {
        const double t = static_cast<double>(stop) / (kStops - 1);
        const double lightness = 0.24 + 0.70 * t;
        const double hue = 305 - 205 * t;
        colors_.push_back(toColor(fromOklch(lightness, visibleChroma(lightness, 0.145, hue), hue)));
    }
}

QColor ColorMap::at(double position) const {
    const double place = std::clamp(position, 0.0, 1.0) * (kStops - 1);
    const auto below = std::min(static_cast<std::size_t>(place), colors_.size() - 2);
    const auto share = static_cast<float>(place - static_cast<double>(below));
    const auto& from = colors_[below];
    const auto& to = colors_[below + 1];
    return QColor::fromRgbF(std::lerp(from.redF(), to.redF(), share), std::lerp(from.greenF(), to.greenF(), share),
                            std::lerp(from.blueF(), to.blueF(), share));
}

QCPColorGradient ColorMap::gradient() const {
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (std::size_t stop = 0; stop < colors_.size(); ++stop)
        gradient.setColorStopAt(static_cast<double>(stop) / (kStops - 1), colors_[stop]);
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

std::vector<QColor> orderedColors(std::size_t count, bool darkBackground) {
    const ColorMap map;
    const double first = darkBackground ? 0.36 : 0.05;
    const double last = darkBackground ? 1.0 : 0.78;
    std::vector<QColor> colors;
    for (std::size_t index = 0; index < count; ++index) {
        const double share = count < 2 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
        colors.push_back(map.at(first + (last - first) * share));
    }
    return colors;
}

} // namespace lightcl
