#include "plots/heatmap_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace lightcl {

namespace {

std::vector<RunPosition> measuredPositions(const RunData& run, ColumnKind kind) {
    std::set<RunPosition> positions;
    for (const auto& [metric, course] : run.layerMetrics.courses())
        for (const auto& [position, values] : course) positions.insert(position);
    if (kind == ColumnKind::Epochs) return {positions.begin(), positions.end()};
    std::map<int, RunPosition> lastOfTask;
    for (const auto& position : positions) lastOfTask[position.task] = position;
    std::vector<RunPosition> last;
    last.reserve(lastOfTask.size());
    for (const auto& [task, position] : lastOfTask) last.push_back(position);
    return last;
}

} // namespace

HeatmapGrid::HeatmapGrid(const RunData& run, const std::string& metric, ColumnKind kind)
    : metric_(metric), layers_(run.layerMetrics.layers()), columns_(measuredPositions(run, kind)),
      values_(layers_.size() * columns_.size(), std::numeric_limits<double>::quiet_NaN()) {
    const auto* course = run.layerMetrics.course(metric);
    if (course == nullptr) return;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const auto measured = course->find(columns_[column]);
        if (measured == course->end()) continue;
        for (std::size_t layer = 0; layer < measured->second.size(); ++layer)
            values_[layer * columns_.size() + column] = measured->second[layer];
    }
}

bool HeatmapGrid::hasValues() const {
    return std::any_of(values_.begin(), values_.end(), [](double value) { return !std::isnan(value); });
}

std::optional<std::pair<double, double>> HeatmapGrid::range(bool positiveOnly) const {
    std::optional<std::pair<double, double>> range;
    for (const double value : values_) {
        if (!std::isfinite(value) || (positiveOnly && value <= 0)) continue;
        if (!range) range = {value, value};
        range->first = std::min(range->first, value);
        range->second = std::max(range->second, value);
    }
    return range;
}

std::optional<Cell> HeatmapGrid::cellAt(double x, double y) const {
    const double column = std::floor(x + 0.5);
    const double row = std::floor(y + 0.5);
    if (column < 0 || row < 0 || column >= static_cast<double>(columns_.size()) ||
        row >= static_cast<double>(layers_.size()))
        return std::nullopt;
    return Cell{static_cast<std::size_t>(row), static_cast<std::size_t>(column)};
}

Cell HeatmapGrid::moved(Cell from, int dx, int dy) const {
    const auto kept = [](std::size_t index, int by, std::size_t count) {
        const auto last = static_cast<std::int64_t>(count) - 1;
        return static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(index) + by, 0, last));
    };
    return {kept(from.row, dy, layers_.size()), kept(from.column, dx, columns_.size())};
}

CsvTable HeatmapGrid::toTable() const {
    CsvTable table{{"layer_index", "layer", "task", "epoch", "metric", "value"}, {}};
    for (std::size_t row = 0; row < layers_.size(); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const double value = at({row, column});
            if (std::isnan(value)) continue;
            table.rows.push_back({QString::number(row), QString::fromStdString(layers_[row]),
                                  QString::number(columns_[column].task), QString::number(columns_[column].epoch),
                                  QString::fromStdString(metric_), QString::fromStdString(csvNumber(value))});
        }
    }
    return table;
}

} // namespace lightcl
