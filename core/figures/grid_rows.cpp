#include "figures/grid_rows.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <utility>

namespace lightcl {

namespace {

GridRow rowOf(const LayerFacts& facts, std::size_t layer) {
    return {facts.name.empty() ? fmt::format("layer {}", layer) : facts.name,
            facts.stage,
            facts.stageIndex,
            {layer},
            false};
}

double meanOfLayers(const LayerGrid& grid, const std::vector<std::size_t>& layers, std::size_t column) {
    double sum = 0;
    std::size_t count = 0;
    for (const std::size_t layer : layers) {
        const double value = layer < grid.layers().size() ? grid.at({layer, column}) : NAN;
        if (std::isnan(value)) continue;
        sum += value;
        ++count;
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count);
}

} // namespace

std::set<std::string> foldableStages(const std::vector<LayerFacts>& layers) {
    std::map<std::string, int> counts;
    for (const LayerFacts& facts : layers) ++counts[facts.stage];
    std::set<std::string> stages;
    for (const auto& [stage, count] : counts)
        if (count > 1) stages.insert(stage);
    return stages;
}

std::vector<GridRow> rowsByStage(const std::vector<LayerFacts>& layers, const std::set<std::string>& folded) {
    const auto foldable = foldableStages(layers);
    std::vector<GridRow> rows;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const LayerFacts& facts = layers[layer];
        if (!folded.contains(facts.stage) || !foldable.contains(facts.stage)) {
            rows.push_back(rowOf(facts, layer));
            continue;
        }
        if (rows.empty() || !rows.back().folded || rows.back().stageIndex != facts.stageIndex)
            rows.push_back({facts.stage, facts.stage, facts.stageIndex, {}, true});
        rows.back().layers.push_back(layer);
    }
    for (GridRow& row : rows)
        if (row.folded) row.label = fmt::format("{} ({} layers)", row.stage, row.layers.size());
    return rows;
}

std::vector<GridRow> rowsInOrder(const std::vector<LayerFacts>& layers, const std::vector<std::size_t>& order) {
    std::vector<GridRow> rows;
    rows.reserve(order.size());
    for (const std::size_t layer : order)
        if (layer < layers.size()) rows.push_back(rowOf(layers[layer], layer));
    return rows;
}

LayerGrid gathered(const LayerGrid& grid, const std::vector<GridRow>& rows) {
    std::vector<std::string> labels;
    std::vector<double> values;
    labels.reserve(rows.size());
    values.reserve(rows.size() * grid.columns().size());
    for (const GridRow& row : rows) {
        labels.push_back(row.label);
        for (std::size_t column = 0; column < grid.columns().size(); ++column)
            values.push_back(meanOfLayers(grid, row.layers, column));
    }
    return {grid.metric(), grid.kind(), std::move(labels), grid.columns(), std::move(values)};
}

std::size_t rowOfLayer(const std::vector<GridRow>& rows, std::size_t layer) {
    const auto found = std::find_if(rows.begin(), rows.end(), [layer](const GridRow& row) {
        return std::find(row.layers.begin(), row.layers.end(), layer) != row.layers.end();
    });
    return static_cast<std::size_t>(found - rows.begin());
}

std::vector<StageSpan> stageSpans(const std::vector<GridRow>& rows) {
    std::vector<StageSpan> spans;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (spans.empty() || spans.back().stageIndex != rows[row].stageIndex)
            spans.push_back({rows[row].stage, rows[row].stageIndex, row, 0, rows[row].folded});
        ++spans.back().count;
    }
    return spans;
}

} // namespace lightcl
