#include "figures/layer_drift.h"

#include "catalog/layer_metric.h"
#include "figures/course.h"
#include "figures/layer_comparison.h"
#include "figures/layer_facts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

const LayerMetric& driftMetric(DriftMeasure measure) {
    return *findLayerMetric(measure == DriftMeasure::MemoryStability ? layerMetricName("memory_stability")
                                                                     : layerMetricName("linear_cka"));
}

double driftOf(const LayerDriftRow& row, DriftMeasure measure) {
    return measure == DriftMeasure::MemoryStability ? row.memoryStability : row.linearCka;
}

std::vector<LayerDriftRow> driftRows(const RunRecord& run, std::size_t layer) {
    std::vector<LayerDriftRow> rows;
    for (const auto& row : run.layerDrifts)
        if (row.layerIndex == static_cast<int>(layer)) rows.push_back(row);
    return rows;
}

} // namespace

CurvesFigure layerDrift(const RunRecord& run, std::size_t layer, DriftMeasure measure) {
    const LayerMetric& metric = driftMetric(measure);
    CurvesFigure figure;
    figure.title = fmt::format("Drift of {}", layerName(run, layer));
    figure.caption = fmt::format("Of each earlier task's probe images, after each later task: {}.", metric.definition);
    figure.tasks = taskCount(run);
    figure.epochs = epochCount(run);
    figure.left.title = std::string(metric.title);
    if (metric.scale.lower && metric.scale.upper) figure.left.range = {*metric.scale.lower, 1.02 * *metric.scale.upper};
    std::map<int, FigureCurve> curves;
    for (const auto& row : driftRows(run, layer)) {
        if (std::isnan(driftOf(row, measure))) continue;
        auto& curve = curves[row.probeTask];
        const RunPosition position{row.task, row.epoch};
        curve.positions.push_back(position);
        curve.x.push_back(epochCenter(position, figure.epochs));
        curve.y.push_back(driftOf(row, measure));
    }
    for (auto& [task, curve] : curves) {
        curve.name = fmt::format("features of task {}", task);
        curve.color = seriesColor(static_cast<std::size_t>(task) - 1, static_cast<std::size_t>(figure.tasks));
        figure.curves.push_back(std::move(curve));
    }
    return figure;
}

std::string driftSentence(const RunRecord& run, std::size_t layer, DriftMeasure measure,
                          std::optional<RunPosition> moment) {
    std::optional<LayerDriftRow> lowest;
    for (const auto& row : driftRows(run, layer)) {
        const RunPosition position{row.task, row.epoch};
        if (std::isnan(driftOf(row, measure)) || (moment && position > *moment)) continue;
        const bool isLater = !lowest || row.task > lowest->task;
        if (isLater || (row.task == lowest->task && driftOf(row, measure) < driftOf(*lowest, measure))) lowest = row;
    }
    if (!lowest) return {};
    std::string title(driftMetric(measure).title);
    title.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(title.front())));
    return fmt::format("After task {}, {}'s features of task {} had moved most: {} {}.", lowest->task,
                       layerName(run, layer), lowest->probeTask, title,
                       layerValueText(driftMetric(measure).name, driftOf(*lowest, measure)));
}

Table driftTable(const RunRecord& run, std::size_t layer) {
    Table table;
    for (const auto* title : {"layer_index", "layer", "task", "probe_task", "memory_stability", "linear_cka"})
        table.addColumn(title);
    for (const auto& row : driftRows(run, layer))
        table.addRow({std::to_string(row.layerIndex), layerName(run, layer), std::to_string(row.task),
                      std::to_string(row.probeTask), csvNumber(row.memoryStability), csvNumber(row.linearCka)});
    return table;
}

} // namespace lightcl
