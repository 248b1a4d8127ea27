#include "widgets/outlined_style.h"

#include "app/theme.h"
#include "plots/plot_theme.h"
#include "support/catch.h"

#include <QCheckBox>
#include <QImage>
#include <QRadioButton>
#include <QStyleOption>
#include <algorithm>

using namespace lightcl;

namespace {

/// The strongest contrast to the ground on a line through the middle of the box.
double outlineContrast(QAbstractButton& button, const QPalette& palette) {
    OutlinedStyle style;
    button.setStyle(&style);
    button.setPalette(palette);
    button.resize(120, 24);
    const QImage image = button.grab().toImage();
    double strongest = 0;
    for (int x = 0; x < 20; ++x)
        strongest = std::max(strongest,
                             contrastRatio(image.pixelColor(x, image.height() / 2), palette.color(QPalette::Window)));
    button.setStyle(nullptr);
    return strongest;
}

} // namespace

TEST_CASE("boxes and buttons that are not ticked stand out from the ground in every theme", "[gui][style]") {
    for (const QPalette& palette : {Theme::lightPalette(), Theme::darkPalette(), Theme::contrastPalette()}) {
        QCheckBox box;
        QRadioButton button;
        CHECK(outlineContrast(box, palette) >= 3);
        CHECK(outlineContrast(button, palette) >= 3);
    }
}

TEST_CASE("text of every theme is readable on its ground, in high contrast seven to one", "[gui][style]") {
    const auto lowest = [](const QPalette& palette) {
        double least = 21;
        for (const auto& [text, ground] : {std::pair{QPalette::WindowText, QPalette::Window},
                                           {QPalette::Text, QPalette::Base},
                                           {QPalette::Text, QPalette::AlternateBase},
                                           {QPalette::ButtonText, QPalette::Button},
                                           {QPalette::HighlightedText, QPalette::Highlight},
                                           {QPalette::ToolTipText, QPalette::ToolTipBase},
                                           {QPalette::PlaceholderText, QPalette::Base},
                                           {QPalette::Link, QPalette::Base}})
            least = std::min(least, contrastRatio(palette.color(text), palette.color(ground)));
        return least;
    };
    CHECK(lowest(Theme::lightPalette()) >= 4);
    CHECK(lowest(Theme::darkPalette()) >= 4);
    CHECK(lowest(Theme::contrastPalette()) >= 7);
    CHECK(themeFromText(toText(ThemeChoice::Contrast)) == ThemeChoice::Contrast);
}
