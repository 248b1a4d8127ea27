#include "figures/small_multiples.h"

#include "catalog/layer_metric.h"
#include "figures/accuracy_figures.h"
#include "figures/run_groups.h"
#include "text/table.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace lightcl {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// The runs of each tile.
struct TileRuns {
    std::string title;
    std::vector<DrawnRun> runs;
};

std::vector<TileRuns> tilesOf(const std::vector<DrawnRun>& runs, bool means) {
    const auto records = recordsOf(runs);
    std::vector<TileRuns> tiles;
    if (means) {
        for (const auto& group : runGroups(records)) {
            TileRuns tile{group.label, {}};
            for (const auto index : group.runs) tile.runs.push_back(runs[index]);
            tiles.push_back(std::move(tile));
        }
        return tiles;
    }
    auto labels = runLabels(records);
    for (std::size_t run = 0; run < runs.size(); ++run) tiles.push_back({std::move(labels[run]), {runs[run]}});
    return tiles;
}

/// Cell by cell over those that have it.
std::vector<double> cellMeans(const std::vector<std::vector<double>>& all) {
    std::vector<double> mean(all.empty() ? 0 : all.front().size(), kMissing);
    for (std::size_t cell = 0; cell < mean.size(); ++cell) {
        double sum = 0;
        int count = 0;
        for (const auto& values : all) {
            if (std::isnan(values[cell])) continue;
            sum += values[cell];
            ++count;
        }
        if (count > 0) mean[cell] = sum / count;
    }
    return mean;
}

/// In %, of every task after every task, as many as the largest run has.
std::vector<double> matrixCells(const RunRecord& run, AccuracyKind kind, int tasks) {
    const AccuracyMatrix matrix(run, kind);
    std::vector<double> cells;
    for (int trained = 1; trained <= tasks; ++trained)
        for (int eval = 1; eval <= tasks; ++eval) {
            const bool has = trained <= matrix.tasks() && eval <= matrix.tasks();
            const auto value = has ? matrix.at(trained, eval) : std::nullopt;
            cells.push_back(value ? 100 * *value : kMissing);
        }
    return cells;
}

std::vector<double> layerCells(const RunRecord& run, const std::string& metric, std::size_t layers, int tasks) {
    const LayerGrid grid(run.layerMetrics, metric, ColumnKind::Tasks);
    std::vector<double> cells(layers * static_cast<std::size_t>(tasks), kMissing);
    for (std::size_t column = 0; column < grid.columns().size(); ++column) {
        const auto task = static_cast<std::size_t>(grid.columns()[column].task);
        if (task < 1 || task > static_cast<std::size_t>(tasks)) continue;
        for (std::size_t row = 0; row < std::min(layers, grid.layers().size()); ++row)
            cells[row * static_cast<std::size_t>(tasks) + task - 1] = grid.at({row, column});
    }
    return cells;
}

void nameTasks(SmallMultiples& made, std::vector<std::string>& names) {
    for (int task = 1; task <= made.tasks; ++task) names.push_back(fmt::format("task {}", task));
}

void fillCurves(SmallMultiples& made, const std::vector<TileRuns>& tiles) {
    const auto kind = made.question.accuracy;
    made.across = "course of training";
    made.down = fmt::format("{} accuracy, %", titleOf(kind));
    for (std::size_t at = 0; at < tiles.size(); ++at) {
        const auto& runs = tiles[at].runs;
        made.tiles[at].curves = runs.size() == 1 ? taskAccuracies(*runs.front().run, kind).curves
                                                 : groupAccuracies(runs, kind, CoursePoints::Epochs).curves;
    }
}

void fillMatrices(SmallMultiples& made, const std::vector<TileRuns>& tiles) {
    made.across = fmt::format("{} accuracy on task, %", titleOf(made.question.accuracy));
    made.down = "after task";
    nameTasks(made, made.rows);
    nameTasks(made, made.columns);
    made.scale.upper = 100;
    for (std::size_t at = 0; at < tiles.size(); ++at) {
        std::vector<std::vector<double>> all;
        for (const auto& drawn : tiles[at].runs)
            all.push_back(matrixCells(*drawn.run, made.question.accuracy, made.tasks));
        made.tiles[at].values = cellMeans(all);
    }
}

void fillLayers(SmallMultiples& made, const std::vector<TileRuns>& tiles) {
    const auto* metric = findLayerMetric(made.question.metric);
    made.across = metric != nullptr ? fmt::format("{} after task", metric->title) : made.question.metric;
    made.down = "layer, from the image to the head";
    for (const auto& tile : tiles)
        if (made.rows.empty()) made.rows = tile.runs.front().run->layerMetrics.layers();
    nameTasks(made, made.columns);
    std::vector<LayerGrid> grids;
    std::vector<RunPosition> columns;
    for (int task = 1; task <= made.tasks; ++task) columns.push_back({task, 1});
    for (std::size_t at = 0; at < tiles.size(); ++at) {
        std::vector<std::vector<double>> all;
        for (const auto& drawn : tiles[at].runs)
            all.push_back(layerCells(*drawn.run, made.question.metric, made.rows.size(), made.tasks));
        made.tiles[at].values = cellMeans(all);
        grids.emplace_back(made.question.metric, ColumnKind::Tasks, made.rows, columns, made.tiles[at].values);
    }
    std::vector<const LayerGrid*> shown;
    for (const auto& grid : grids) shown.push_back(&grid);
    const MetricScale scale = metric != nullptr ? metric->scale : MetricScale{};
    made.scale = colorScale(shown, scale, scale.logarithmic);
    made.isYesNo = metric != nullptr && metric->isYesNo();
    made.palette = paletteOf(metric != nullptr && metric->endsAtOne());
}

/// Runs without anything to show: of layers those of another network too.
std::vector<DrawnRun> withRows(const std::vector<DrawnRun>& runs, const TileQuestion& question,
                               std::vector<std::string>& notes) {
    std::vector<DrawnRun> kept;
    const std::vector<std::string>* layers = nullptr;
    for (const auto& drawn : runs) {
        const RunRecord& run = *drawn.run;
        if (run.summary.isPretraining()) continue;
        if (question.kind != TileKind::Layers) {
            if (!run.accuracies.empty()) kept.push_back(drawn);
            continue;
        }
        if (run.layerMetrics.course(question.metric) == nullptr) continue;
        if (layers == nullptr) layers = &run.layerMetrics.layers();
        if (run.layerMetrics.layers() == *layers) kept.push_back(drawn);
    }
    if (const auto left = runs.size() - kept.size(); left > 0)
        notes.push_back(fmt::format("{} run{} left out: {}.", left, left == 1 ? "" : "s",
                                    question.kind == TileKind::Layers ? "another network, or layers not measured"
                                                                      : "nothing measured"));
    return kept;
}

} // namespace

SmallMultiples smallMultiples(const std::vector<DrawnRun>& runs, TileQuestion question) {
    SmallMultiples made{std::move(question), "Small multiples", {}, {}};
    const auto kept = withRows(runs, made.question, made.notes);
    if (kept.size() > SmallMultiples::kMostTiles && !made.question.means) {
        made.question.means = true;
        made.notes.push_back(fmt::format("{} runs are too many for a tile each: means over seeds.", kept.size()));
    }
    auto tiles = tilesOf(kept, made.question.means);
    if (tiles.size() > SmallMultiples::kMostTiles) {
        made.notes.push_back(fmt::format("{} groups left out.", tiles.size() - SmallMultiples::kMostTiles));
        tiles.resize(SmallMultiples::kMostTiles);
    }
    for (const auto& tile : tiles) {
        Tile one{tile.title, made.question.means ? tile.runs.front().groupColor : tile.runs.front().color, {}};
        for (const auto& drawn : tile.runs) {
            one.runs.push_back(drawn.run->summary.id);
            made.tasks = std::max(made.tasks, taskCount(*drawn.run));
        }
        made.tiles.push_back(std::move(one));
    }
    if (made.question.kind == TileKind::Curves) fillCurves(made, tiles);
    if (made.question.kind == TileKind::Matrix) fillMatrices(made, tiles);
    if (made.question.kind == TileKind::Layers) fillLayers(made, tiles);
    return made;
}

Table SmallMultiples::toTable() const {
    Table table;
    table.addColumn("tile", Table::Align::Left);
    const bool isCurves = question.kind == TileKind::Curves;
    for (const auto* name : {isCurves ? "series" : "row", isCurves ? "course" : "column"})
        table.addColumn(name, Table::Align::Left);
    table.addColumn("value");
    for (std::size_t tile = 0; tile < tiles.size(); ++tile) {
        for (const auto& curve : tiles[tile].curves)
            for (std::size_t point = 0; point < curve.x.size(); ++point)
                table.addRow({tiles[tile].title, curve.name, csvNumber(curve.x[point]), csvNumber(curve.y[point])});
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t column = 0; column < columns.size(); ++column)
                if (!std::isnan(at(tile, row, column)))
                    table.addRow({tiles[tile].title, rows[row], columns[column], csvNumber(at(tile, row, column))});
    }
    return table;
}

} // namespace lightcl
