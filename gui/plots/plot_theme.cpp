#include "plots/plot_theme.h"

#include <QPalette>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

PlotTheme makeTheme(const QColor& background, const QColor& text, const QColor& highlight) {
    PlotTheme theme;
    theme.background = background;
    theme.text = text;
    theme.axis = mix(background, text, 0.55);
    theme.grid = mix(background, text, 0.1);
    theme.boundary = mix(background, text, 0.3);
    theme.hatch = mix(background, text, 0.22);
    theme.mutedText = readable(mix(background, text, 0.6), theme, 4.5);
    theme.highlight = readable(highlight, theme, 3.0);
    return theme;
}

} // namespace

PlotTheme PlotTheme::fromPalette(const QPalette& palette) {
    return makeTheme(palette.color(QPalette::Base), palette.color(QPalette::Text), palette.color(QPalette::Highlight));
}

PlotTheme PlotTheme::print() {
    return makeTheme(Qt::white, QColor(20, 20, 20), QColor(30, 90, 180));
}

QColor toQColor(const Color& color) {
    const auto part = [](double value) { return static_cast<float>(std::clamp(value, 0.0, 1.0)); };
    return QColor::fromRgbF(part(color.red), part(color.green), part(color.blue));
}

Color toColor(const QColor& color) {
    return {color.redF(), color.greenF(), color.blueF()};
}

QColor mix(const QColor& from, const QColor& to, double amount) {
    const auto between = [amount](float a, float b) {
        return std::clamp(a + (b - a) * static_cast<float>(amount), 0.0F, 1.0F);
    };
    return QColor::fromRgbF(between(from.redF(), to.redF()), between(from.greenF(), to.greenF()),
                            between(from.blueF(), to.blueF()));
}

double contrastRatio(const QColor& first, const QColor& second) {
    const auto [dark, light] = std::minmax({luminance(first), luminance(second)});
    return (light + 0.05) / (dark + 0.05);
}

QColor readable(const QColor& color, const PlotTheme& theme, double ratio) {
    constexpr int steps = 20;
    for (int step = 0; step < steps; ++step) {
        const auto candidate = mix(color, theme.text, static_cast<double>(step) / steps);
        if (contrastRatio(candidate, theme.background) >= ratio) return candidate;
    }
    return theme.text;
}

} // namespace lightcl
