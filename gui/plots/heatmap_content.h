#pragma once

#include "figures/color_scale.h"
#include "figures/grid_rows.h"
#include "figures/layer_grid.h"
#include "figures/palettes.h"
#include "plots/metric_info.h"

#include <QString>
#include <optional>
#include <vector>

namespace lightcl {

/// One of the grids that HeatmapPlot draws side by side.
struct HeatmapPane {
    QString title; ///< above it; empty: none
    LayerGrid grid;
    std::vector<bool> faded; ///< cells that are drawn pale, row by row; empty: none
};

/// What HeatmapPlot draws. All panes have the same rows and columns.
struct HeatmapContent {
    std::vector<HeatmapPane> panes;
    std::vector<GridRow> rows;     ///< a row of the panes each
    std::vector<LayerFacts> facts; ///< of each row
    std::vector<bool> frozenRows;  ///< that stood still in the run's last task; empty: none
    MetricInfo metric;
    ColorScale colors;
    Palette palette = Palette::Viridis;
    QString scaleTitle;  ///< beside the colour scale
    bool byStage = true; ///< the rows are in the network's order: stages can be folded, and there is a freeze line
    bool sizes = true;   ///< parameters, bytes and operations beside the layers, where there is room
    bool map = true;     ///< the network map, where there is room
    std::optional<std::size_t> freezeLine; ///< the first stage that the line leaves trainable; none: no line
    std::optional<std::size_t> adviceLine; ///< the same, as the advice has it
};

} // namespace lightcl
