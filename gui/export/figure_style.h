#pragma once

#include <QSizeF>
#include <QString>
#include <vector>

class QSettings;

namespace lightcl {

/// The colours of an exported figure: for paper whatever the window looks like, those of the window, or greys that stay
/// apart in a black and white print.
enum class FigurePalette { Print, Screen, Grey };

/// How a figure looks on paper, apart from what it shows.
struct FigureStyle {
    double widthCm = 8.5;
    double heightCm = 6.4;
    QString family;          ///< of the font; empty: the window's
    double points = 8;       ///< the font's size
    double lineWidth = 1;    ///< times as wide as on the screen
    double resolution = 300; ///< of pictures made of pixels, in dots per inch
    FigurePalette palette = FigurePalette::Print;
    bool title = false;
    bool legend = true;

    [[nodiscard]] QSizeF sizeInPoints() const { return QSizeF(widthCm, heightCm) * (72 / 2.54); }
    /// The size in whole units, of which there are `perInch`.
    [[nodiscard]] QSize sizeInUnits(double perInch) const;
    bool operator==(const FigureStyle&) const = default;
};

/// What the figure can be made of without becoming unreadable or larger than any paper; every value is held within.
inline constexpr double kSmallestFigureCm = 3;
inline constexpr double kLargestFigureCm = 120;
FigureStyle withinBounds(FigureStyle style);

/// In the open group of the settings; what is missing there stays as in `style`.
void writeStyle(QSettings& settings, const FigureStyle& style);
FigureStyle readStyle(const QSettings& settings, FigureStyle style = {});

/// A style under a name.
struct FigurePreset {
    QString name;
    FigureStyle style;
    bool own = false; ///< saved by the user, who may remove it
};

/// A column and a page of a paper, a slide; then those saved by the user, in order of their names.
std::vector<FigurePreset> figurePresets();
/// A former one of the user's with that name is replaced.
void saveFigurePreset(const QString& name, const FigureStyle& style);
void removeFigurePreset(const QString& name);
/// Whether the name is one of the program's own presets', which cannot be replaced.
bool isGivenPreset(const QString& name);

} // namespace lightcl
