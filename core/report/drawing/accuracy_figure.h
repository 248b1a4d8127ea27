#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

#include <string>
#include <vector>

namespace lightcl {

/// Accuracy curves, class-IL and task-IL side by side, with one legend below both.
Figure accuracyFigure(const AccuracyFigures& figures);

/// How high that legend is; every entry in full, in as many columns as the longest allows.
double accuracyLegendHeight(const std::vector<std::string>& texts);
/// How high the figure is without its legend.
double accuracyPanelsHeight();

} // namespace lightcl
