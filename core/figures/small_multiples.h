#pragma once

#include "figures/color_scale.h"
#include "figures/curves_figure.h"
#include "figures/drawn_runs.h"
#include "figures/palettes.h"
#include "runs/accuracy.h"
#include "text/table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace lightcl {

/// What every tile shows: the tasks' accuracies over the course, the accuracy matrix, or a metric of each layer after
/// each task.
enum class TileKind { Curves, Matrix, Layers };

struct TileQuestion {
    TileKind kind = TileKind::Curves;
    AccuracyKind accuracy = AccuracyKind::ClassIl; ///< of curves and matrices
    std::string metric = "memory_stability";       ///< of layers
    bool means = false;                            ///< a tile for each group of seeds instead of each run
};

/// A run, or the mean over a group's seeds.
struct Tile {
    std::string title;
    Color color;
    std::vector<RunId> runs;
    std::vector<FigureCurve> curves{}; ///< in %; the last one is the average
    std::vector<double> values{};      ///< of the cells, row by row; NaN: not measured
};

/// The same picture of many runs side by side, on one scale.
struct SmallMultiples {
    /// More runs than these become means over seeds, more groups are left out.
    static constexpr std::size_t kMostTiles = 40;

    TileQuestion question;
    std::string title;
    std::string across; ///< what stands from left to right: "accuracy on task"
    std::string down;   ///< from top to bottom, or what a curve is as high as
    int tasks = 1;
    std::vector<std::string> rows{}; ///< of the cells; none for curves
    std::vector<std::string> columns{};
    ColorScale scale{};
    Palette palette = Palette::Cividis;
    bool isYesNo = false; ///< the metric is 0 or 1: two colours of its own
    std::vector<Tile> tiles{};
    std::vector<std::string> notes{}; ///< what was left out, a sentence each

    [[nodiscard]] double at(std::size_t tile, std::size_t row, std::size_t column) const {
        return tiles[tile].values[row * columns.size() + column];
    }
    /// A row for each cell: tile, the row's and the column's name, value; of curves for each point.
    [[nodiscard]] Table toTable() const;
};

/// In order of the runs, or of the groups' first ones. Layers are those of the first run that has any; runs of another
/// network are left out.
SmallMultiples smallMultiples(const std::vector<DrawnRun>& runs, TileQuestion question);

} // namespace lightcl
