#pragma once

#include "plots/curve.h"
#include "plots/metric_info.h"
#include "reading/run_data.h"
#include "text/table.h"

#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// One metric of one layer over a run.
struct LayerHistory {
    MetricInfo metric;
    std::vector<RunPosition> positions; ///< in order
    std::vector<double> values;
};

/// The histories of these metrics of a layer; a metric without rows for it is left out.
std::vector<LayerHistory> layerHistories(const RunData& run, int layerIndex, const std::vector<std::string>& metrics);

/// Curves of them over the run's course, each metric always in its own colour. Unbounded metrics take the right axis
/// when bounded ones stand beside them.
std::vector<Curve> historyCurves(const std::vector<LayerHistory>& histories, int epochs);

/// Columns layer_index, layer, task, epoch, metric, value.
Table historyTable(const std::vector<LayerHistory>& histories, int layerIndex, const std::string& layer);

/// The titles of the axes, left and right, that historyCurves puts the histories on.
std::pair<QString, QString> historyAxes(const std::vector<LayerHistory>& histories);

} // namespace lightcl
