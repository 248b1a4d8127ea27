#include "figures/layer_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

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
    : metric_(metric), kind_(kind), layers_(measured.layers()), columns_(measuredPositions(measured, kind)),
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

LayerGrid::LayerGrid(std::string metric, ColumnKind kind, std::vector<std::string> layers,
                     std::vector<RunPosition> columns, std::vector<double> values)
    : metric_(std::move(metric)), kind_(kind), layers_(std::move(layers)), columns_(std::move(columns)),
      values_(std::move(values)) {}

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

std::optional<std::size_t> LayerGrid::columnOf(RunPosition position) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const RunPosition& column) {
        return kind_ == ColumnKind::Tasks ? column.task == position.task : column == position;
    });
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
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

std::optional<std::size_t> columnAt(const LayerGrid& grid, RunPosition moment) {
    if (grid.columns().empty()) return std::nullopt;
    const auto isAfter = [&](const RunPosition& column) {
        return grid.kind() == ColumnKind::Tasks ? column.task > moment.task : column > moment;
    };
    const auto after = std::find_if(grid.columns().begin(), grid.columns().end(), isAfter);
    return after == grid.columns().begin() ? 0 : static_cast<std::size_t>(after - grid.columns().begin()) - 1;
}

std::size_t labelledRowStep(double labelHeight, double rowHeight) {
    constexpr double lowestRow = 0.1;
    return static_cast<std::size_t>(std::max(1.0, std::ceil(labelHeight / std::max(lowestRow, rowHeight))));
}

} // namespace lightcl
