#pragma once

#include "figures/color.h"

#include <QColor>

class QPalette;

namespace lightcl {

/// The colours a plot is drawn with besides its data's.
struct PlotTheme {
    QColor background;
    QColor text;
    QColor mutedText; ///< still at least 4.5 : 1 on the background
    QColor axis;
    QColor grid;
    QColor boundary;  ///< lines between tasks
    QColor hatch;     ///< cells without a value
    QColor highlight; ///< cursor and keyboard focus

    static PlotTheme fromPalette(const QPalette& palette);
    /// For paper: dark on white, whatever the window looks like.
    static PlotTheme print();

    [[nodiscard]] bool isDark() const { return background.lightness() < 128; }
    bool operator==(const PlotTheme&) const = default;
};

/// Colours of figures and of widgets.
QColor toQColor(const Color& color);
Color toColor(const QColor& color);

/// `from` with the share `amount` in [0,1] of `to`.
QColor mix(const QColor& from, const QColor& to, double amount);

/// The contrast ratio of two colours after WCAG 2, from 1 (none) to 21 (black and white).
double contrastRatio(const QColor& first, const QColor& second);

/// `color`, moved towards `theme.text` as far as needed to stand out from the background by `ratio` at least.
QColor readable(const QColor& color, const PlotTheme& theme, double ratio = 2.5);

} // namespace lightcl
