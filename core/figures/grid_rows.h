#pragma once

#include "figures/layer_facts.h"
#include "figures/layer_grid.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// A row as it is shown: a layer, or a folded stage with all of its layers.
struct GridRow {
    std::string label;
    std::string stage;
    std::size_t stageIndex = 0;
    std::vector<std::size_t> layers; ///< rows of the unfolded grid
    bool folded = false;             ///< stands for its stage
    bool operator==(const GridRow&) const = default;
};

/// The layers in order, the stages named in `folded` as one row each. A stage of one layer is never folded.
std::vector<GridRow> rowsByStage(const std::vector<LayerFacts>& layers, const std::set<std::string>& folded);
/// The layers in another order, none folded.
std::vector<GridRow> rowsInOrder(const std::vector<LayerFacts>& layers, const std::vector<std::size_t>& order);

/// The stages that can be folded: those of several layers.
std::set<std::string> foldableStages(const std::vector<LayerFacts>& layers);

/// The grid with these rows; a folded stage has the mean of its layers that have a value. `grid` has a row for each
/// layer; rows of layers that it lacks are empty.
LayerGrid gathered(const LayerGrid& grid, const std::vector<GridRow>& rows);

/// The row that shows a layer; the number of rows when none does.
std::size_t rowOfLayer(const std::vector<GridRow>& rows, std::size_t layer);

/// Rows of one stage that stand together.
struct StageSpan {
    std::string stage;
    std::size_t stageIndex = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    bool folded = false;
    bool operator==(const StageSpan&) const = default;
};
std::vector<StageSpan> stageSpans(const std::vector<GridRow>& rows);

} // namespace lightcl
