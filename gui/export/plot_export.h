#pragma once

#include "export/export_format.h"
#include "export/figure_dress.h"

#include <QImage>

class QMimeData;

namespace lightcl {

class Plot;

/// The plot as a figure of that style: style.resolution pixels an inch.
QImage figureImage(Plot& plot, const FigureStyle& style, const FigureTexts& texts = {});

/// As on the screen but for paper: dark on white in any theme, `scale` pixels for each of the screen.
QImage figureImage(Plot& plot, double scale);

/// How a figure would come out, as a picture no larger than `within` pixels; what can be said about it.
struct FigurePreview {
    QImage image;
    QStringList texts;            ///< that can be replaced
    bool leavesOutLegend = false; ///< for want of room
};
FigurePreview previewOf(Plot& plot, const FigureStyle& style, const FigureTexts& texts, QSize within);

/// Saves the plot as a figure (format: Pdf, Svg or Png), whole or not at all. PDF and SVG are vectors whose fonts and
/// sizes are those of the style; PNG records its resolution. Throws Error naming the file and the reason.
void exportPlot(Plot& plot, const QString& file, ExportFormat format, const FigureStyle& style = {},
                const FigureTexts& texts = {});

/// For the clipboard: as on the screen, as picture and as vectors, of which the other program takes what it can.
QMimeData* figureForClipboard(Plot& plot);

} // namespace lightcl
