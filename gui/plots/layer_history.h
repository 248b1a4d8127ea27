#pragma once

#include "export/csv.h"
#include "plots/curve.h"
#include "plots/metric_info.h"
#include "reading/run_data.h"

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
CsvTable historyTable(const std::vector<LayerHistory>& histories, int layerIndex, const QString& layer);

} // namespace lightcl
