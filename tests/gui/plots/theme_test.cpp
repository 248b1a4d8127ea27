#include "plots/color_map.h"
#include "plots/plot_theme.h"

#include "app/theme.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

double oklabLightness(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double r = linear(color.redF());
    const double g = linear(color.greenF());
    const double b = linear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
}

} // namespace

TEST_CASE("Contrast is that of WCAG") {
    CHECK(contrastRatio(Qt::black, Qt::white) == Approx(21));
    CHECK(contrastRatio(Qt::white, Qt::black) == Approx(21));
    CHECK(contrastRatio(Qt::red, Qt::red) == Approx(1));
    CHECK(contrastRatio(QColor(0x777777), Qt::white) == Approx(4.48).margin(0.01));
}

TEST_CASE("A plot's text can be read in every theme") {
    for (const auto& theme : {PlotTheme::fromPalette(Theme::lightPalette()),
                              PlotTheme::fromPalette(Theme::darkPalette()), PlotTheme::print()}) {
        CHECK(contrastRatio(theme.text, theme.background) >= 7);
        CHECK(contrastRatio(theme.mutedText, theme.background) >= 4.5);
        CHECK(contrastRatio(theme.highlight, theme.background) >= 3);
        CHECK(contrastRatio(readable(theme.background, theme), theme.background) >= 2.5);
    }
    CHECK(PlotTheme::fromPalette(Theme::darkPalette()).isDark());
    CHECK_FALSE(PlotTheme::print().isDark());
}

TEST_CASE("A colour that is readable already stays") {
    CHECK(readable(QColor(0, 0, 120), PlotTheme::print()) == QColor(0, 0, 120));
}

TEST_CASE("Equal steps of the colour map are equal steps of lightness") {
    const ColorMap map;
    const double step = (oklabLightness(map.at(1)) - oklabLightness(map.at(0))) / 10;
    CHECK(step == Approx(0.07).margin(0.005));
    for (int tenth = 0; tenth < 10; ++tenth)
        CHECK(oklabLightness(map.at((tenth + 1) / 10.0)) - oklabLightness(map.at(tenth / 10.0)) ==
              Approx(step).margin(0.006));
    CHECK(map.at(-1) == map.at(0));
    CHECK(map.at(2) == map.at(1));
}

TEST_CASE("Tasks' colours are in order and stand out from the background") {
    for (const bool dark : {false, true}) {
        const auto theme = PlotTheme::fromPalette(dark ? Theme::darkPalette() : Theme::lightPalette());
        const auto colors = orderedColors(10, dark);
        REQUIRE(colors.size() == 10);
        for (std::size_t index = 0; index < colors.size(); ++index) {
            CHECK(contrastRatio(colors[index], theme.background) >= 1.8);
            if (index > 0) CHECK(oklabLightness(colors[index]) > oklabLightness(colors[index - 1]));
        }
    }
    CHECK(orderedColors(1, false).size() == 1);
    CHECK(orderedColors(0, false).empty());
}
