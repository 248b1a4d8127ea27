#pragma once

#include "export/export_format.h"

#include <QImage>

namespace lightcl {

class Plot;

/// The plot as a printed figure: dark on white in any theme, without cursor and marks under the pointer. Pixels = the
/// plot's size on screen x `scale`.
QImage figureImage(Plot& plot, double scale);

/// Saves the plot as such a figure (format: not Csv), whole or not at all. PDF and SVG are vectors as large as the plot
/// is on screen; `scale` counts for PNG only. Throws Error naming the file and the reason.
void exportPlot(Plot& plot, const QString& file, ExportFormat format, double scale = 1);

} // namespace lightcl
