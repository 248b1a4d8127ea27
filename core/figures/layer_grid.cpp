#include "figures/layer_grid.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <set>

namespace lightcl {

namespace {

std::vector<RunPosition> measuredPositions(const LayerMetrics& measured, ColumnKind kind) {
    std::set<RunPosition> positions;
    for (const auto& [metric, course] : measured.courses())
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

LayerGrid::LayerGrid(const LayerMetrics& measured, const std::string& metric, ColumnKind kind)
    : metric_(metric), layers_(measured.layers()), columns_(measuredPositions(measured, kind)),
      values_(layers_.size() * columns_.size(), std::numeric_limits<double>::quiet_NaN()) {
    const auto* course = measured.course(metric);
    if (course == nullptr) return;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const auto found = course->find(columns_[column]);
        if (found == course->end()) continue;
        for (std::size_t layer = 0; layer < found->second.size(); ++layer)
            values_[layer * columns_.size() + column] = found->second[layer];
    }
}

bool LayerGrid::hasValues() const {
    return std::any_of(values_.begin(), values_.end(), [](double value) { return !std::isnan(value); });
}

std::optional<std::pair<double, double>> LayerGrid::range(bool positiveOnly) const {
    std::optional<std::pair<double, double>> range;
    for (const double value : values_) {
        if (!std::isfinite(value) || (positiveOnly && value <= 0)) continue;
        if (!range) range = {value, value};
        range->first = std::min(range->first, value);
        range->second = std::max(range->second, value);
    }
    return range;
}

std::optional<Cell> LayerGrid::cellAt(double x, double y) const {
    const double column = std::floor(x + 0.5);
    const double row = std::floor(y + 0.5);
    if (column < 0 || row < 0 || column >= static_cast<double>(columns_.size()) ||
        row >= static_cast<double>(layers_.size()))
        return std::nullopt;
    return Cell{static_cast<std::size_t>(row), static_cast<std::size_t>(column)};
}

Cell LayerGrid::moved(Cell from, int dx, int dy) const {
    const auto kept = [](std::size_t index, int by, std::size_t count) {
        const auto last = static_cast<std::int64_t>(count) - 1;
        return static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(index) + by, 0, last));
    };
    return {kept(from.row, dy, layers_.size()), kept(from.column, dx, columns_.size())};
}

Table LayerGrid::toTable() const {
    Table table;
    for (const auto* title : {"layer_index", "layer", "task", "epoch", "metric", "value"}) table.addColumn(title);
    for (std::size_t row = 0; row < layers_.size(); ++row) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const double value = at({row, column});
            if (std::isnan(value)) continue;
            table.addRow({std::to_string(row), layers_[row], std::to_string(columns_[column].task),
                          std::to_string(columns_[column].epoch), metric_, csvNumber(value)});
        }
    }
    return table;
}

std::size_t labelledRowStep(double labelHeight, double rowHeight) {
    constexpr double lowestRow = 0.1;
    return static_cast<std::size_t>(std::max(1.0, std::ceil(labelHeight / std::max(lowestRow, rowHeight))));
}

double ColorScale::position(double value) const {
    const double share =
        logarithmic ? std::log(value / lower) / std::log(upper / lower) : (value - lower) / (upper - lower);
    return std::clamp(share, 0.0, 1.0);
}

ColorScale colorScale(const LayerGrid& grid, const MetricScale& scale, bool logarithmic) {
    ColorScale result;
    const auto all = grid.range();
    const bool open = !scale.lower && !scale.upper;
    result.logarithmic = logarithmic && scale.logarithmic;
    result.allZero = open && all && all->first == 0 && all->second == 0;
    result.marksZeros = result.allZero || (result.logarithmic && all && all->first <= 0);
    if (result.logarithmic) {
        const auto positive = grid.range(true).value_or(std::pair(0.1, 1.0));
        // One value alone lies in the middle of a scale that shows about how large it is.
        const double around = positive.first == positive.second ? 2 : 1;
        result.lower = positive.first / around;
        result.upper = positive.second * around;
        return result;
    }
    const auto found = all.value_or(std::pair(0.0, 1.0));
    result.lower = scale.lower.value_or(open ? std::min(0.0, found.first) : found.first);
    result.upper = scale.upper.value_or(found.second);
    // Nothing differs: from zero, so that the one value has its place.
    if (!(result.upper > result.lower)) result.lower = std::min(0.0, result.upper - 1);
    return result;
}

std::string layerMetricsCaption(const std::vector<LayerGrid>& grids) {
    std::string caption = "Layers from the input (top) to the head, over epochs grouped by task.";
    bool zeros = false;
    for (const auto& grid : grids) {
        const auto& metric = *findLayerMetric(grid.metric());
        caption += fmt::format(" {}: {}.", metric.title, metric.definition);
        zeros = zeros || colorScale(grid, metric.scale, true).marksZeros;
    }
    return caption + (zeros ? " Light grey: not measured; the darker grey: 0." : " Grey: not measured.");
}

} // namespace lightcl
