#include "figures/grid_statistics.h"

#include "figures/statistics.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <string>
#include <utility>

namespace lightcl {

namespace {

/// What names a row: its layer, or its place where it has no name.
std::string rowKey(const LayerGrid& grid, std::size_t row) {
    return grid.layers()[row].empty() ? fmt::format("#{}", row) : grid.layers()[row];
}

RunPosition columnKey(const LayerGrid& grid, std::size_t column) {
    const RunPosition position = grid.columns()[column];
    return grid.kind() == ColumnKind::Tasks ? RunPosition{position.task, 0} : position;
}

/// The rows and columns of all grids together.
struct Frame {
    explicit Frame(const std::vector<const LayerGrid*>& grids) {
        for (const LayerGrid* grid : grids) {
            for (std::size_t row = 0; row < grid->layers().size(); ++row)
                if (rows.try_emplace(rowKey(*grid, row), layers.size()).second) layers.push_back(grid->layers()[row]);
            for (std::size_t column = 0; column < grid->columns().size(); ++column) {
                auto& known = positions[columnKey(*grid, column)];
                known = std::max(known, grid->columns()[column]);
            }
        }
        for (const auto& [key, position] : positions) {
            columns.try_emplace(key, columns.size());
            shown.push_back(position);
        }
    }

    /// The values of a grid, at the places they have in the frame.
    [[nodiscard]] std::vector<double> spreadOut(const LayerGrid& grid) const {
        std::vector<double> values(layers.size() * shown.size(), std::numeric_limits<double>::quiet_NaN());
        std::vector<std::size_t> places;
        for (std::size_t column = 0; column < grid.columns().size(); ++column)
            places.push_back(columns.at(columnKey(grid, column)));
        for (std::size_t row = 0; row < grid.layers().size(); ++row) {
            const std::size_t begin = rows.at(rowKey(grid, row)) * shown.size();
            for (std::size_t column = 0; column < places.size(); ++column)
                values[begin + places[column]] = grid.at({row, column});
        }
        return values;
    }

    [[nodiscard]] LayerGrid gridOf(const LayerGrid& like, std::vector<double> values) const {
        return {like.metric(), like.kind(), layers, shown, std::move(values)};
    }

    std::map<std::string, std::size_t> rows;
    std::map<RunPosition, RunPosition> positions;
    std::map<RunPosition, std::size_t> columns;
    std::vector<std::string> layers;
    std::vector<RunPosition> shown;
};

GridStatistics statisticsIn(const Frame& frame, const std::vector<LayerGrid>& grids) {
    GridStatistics result;
    if (grids.empty()) return result;
    std::vector<std::vector<double>> all;
    all.reserve(grids.size());
    for (const LayerGrid& grid : grids) all.push_back(frame.spreadOut(grid));
    const std::size_t cells = frame.layers.size() * frame.shown.size();
    std::vector<double> means(cells, std::numeric_limits<double>::quiet_NaN());
    std::vector<double> deviations = means;
    result.counts.assign(cells, 0);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        std::vector<std::optional<double>> values;
        for (const auto& grid : all)
            if (std::isfinite(grid[cell])) values.emplace_back(grid[cell]);
        const auto found = meanSd(values);
        if (!found) continue;
        means[cell] = found->mean;
        if (found->sd) deviations[cell] = *found->sd;
        result.counts[cell] = found->count;
    }
    result.mean = frame.gridOf(grids.front(), std::move(means));
    result.deviation = frame.gridOf(grids.front(), std::move(deviations));
    return result;
}

std::vector<const LayerGrid*> pointersTo(const std::vector<LayerGrid>& first, const std::vector<LayerGrid>& second) {
    std::vector<const LayerGrid*> grids;
    for (const auto* list : {&first, &second})
        for (const LayerGrid& grid : *list) grids.push_back(&grid);
    return grids;
}

double rootOfVariances(double first, double second) {
    if (std::isnan(first) && std::isnan(second)) return first;
    const double a = std::isnan(first) ? 0 : first;
    const double b = std::isnan(second) ? 0 : second;
    return std::sqrt(a * a + b * b);
}

} // namespace

std::vector<LayerGrid> alignedGrids(const std::vector<LayerGrid>& grids) {
    if (grids.size() < 2) return grids;
    const Frame frame(pointersTo(grids, {}));
    std::vector<LayerGrid> result;
    result.reserve(grids.size());
    for (const LayerGrid& grid : grids) result.push_back(frame.gridOf(grid, frame.spreadOut(grid)));
    return result;
}

GridStatistics gridStatistics(const std::vector<LayerGrid>& grids) {
    return statisticsIn(Frame(pointersTo(grids, {})), grids);
}

GridDifference gridDifference(const std::vector<LayerGrid>& a, const std::vector<LayerGrid>& b) {
    GridDifference result;
    if (a.empty() || b.empty()) return result;
    const Frame frame(pointersTo(a, b));
    result.a = statisticsIn(frame, a);
    result.b = statisticsIn(frame, b);
    std::vector<double> differences;
    std::vector<double> spreads;
    for (std::size_t cell = 0; cell < result.a.counts.size(); ++cell) {
        differences.push_back(result.a.mean.values()[cell] - result.b.mean.values()[cell]);
        spreads.push_back(rootOfVariances(result.a.deviation.values()[cell], result.b.deviation.values()[cell]));
    }
    result.difference = frame.gridOf(a.front(), std::move(differences));
    result.spread = frame.gridOf(a.front(), std::move(spreads));
    return result;
}

bool GridDifference::isWithinSpread(Cell cell) const {
    return std::abs(difference.at(cell)) <= spread.at(cell);
}

} // namespace lightcl
