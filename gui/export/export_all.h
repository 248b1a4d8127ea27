#pragma once

#include "export/export_dialog.h"

#include <QStringList>

class QWidget;

namespace lightcl {

class PlotFrame;

/// The plots that can be seen in a window, from the upper left on.
std::vector<PlotFrame*> shownPlots(const QWidget& window);

/// Saves each plot into the folder, named after what it shows; names that are taken, by another plot or a file that is
/// there, are numbered, so that nothing is replaced. Plots that have no such format are left out. Stops at the first
/// that cannot be saved and returns its line; `saved` gets the files that are written.
QString exportAll(const std::vector<PlotFrame*>& plots, const QString& folder, const ExportChoice& choice,
                  QStringList& saved);

/// Asks for folder, format and looks, and exports all plots that can be seen in the window.
void openExportAll(QWidget& window);

} // namespace lightcl
