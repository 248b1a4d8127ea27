#include "plots/category_colors.h"
#include "plots/color_map.h"
#include "plots/plot_theme.h"

#include "app/theme.h"
#include "support/catch.h"

#include <qcustomplot.h>
#include <set>

using namespace lightcl;

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

TEST_CASE("The window's colour maps are those of the reports, also as gradients") {
    for (const auto map : {viridis, cividis}) {
        const ColorMap colors(map);
        const auto gradient = colors.gradient().colorStops();
        for (const double position : {0.0, 0.25, 0.5, 1.0}) {
            const auto expected = map(position);
            CHECK(colors.at(position).redF() == Approx(expected.red).margin(0.003));
            CHECK(colors.at(position).greenF() == Approx(expected.green).margin(0.003));
            CHECK(colors.at(position).blueF() == Approx(expected.blue).margin(0.003));
            CHECK(gradient[position] == colors.at(position));
        }
        CHECK(colors.at(-1) == colors.at(0));
        CHECK(colors.at(2) == colors.at(1));
    }
}

TEST_CASE("A category has a colour of its own, the same as in reports") {
    std::set<QRgb> colors;
    for (const auto category : kMemoryCategories) {
        colors.insert(categoryColor(category).rgb());
        CHECK((categoryColor(category).rgb() & RGB_MASK) == categoryRgb(category));
    }
    CHECK(colors.size() == kMemoryCategories.size());
}
