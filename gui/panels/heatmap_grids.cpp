// HeatmapPanel's grids: which rows stand in them, and on what scale their cells are coloured.
#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/heatmap_panel.h"
#include "panels/run_box.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/number_edit.h"

#include <QComboBox>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace lightcl {

void HeatmapPanel::refreshGrids() {
    const auto shown = chosenRun();
    ComparisonChoice choice;
    choice.mode = mode();
    choice.run = static_cast<std::size_t>(std::max(0, runBox_->currentIndex()));
    choice.other = static_cast<std::size_t>(std::max(0, otherBox_->currentIndex()));
    choice.metric = metric();
    choice.columns = static_cast<ColumnKind>(columnBox_->currentData().toInt());
    comparison_ = LayerComparison(recordsOf(runs_), choice);
    const auto rows = rowsToShow();
    shown_ = comparison_.shown(rows);
    auto content = contentOf(shown_);
    content.rows = rows;
    for (const auto& row : rows) content.facts.push_back(sumOf(comparison_.layers(), row.layers));
    const int lastTask =
        content.panes.front().grid.columns().empty() ? 0 : content.panes.front().grid.columns().back().task;
    for (const auto& row : rows)
        content.frozenRows.push_back(std::all_of(row.layers.begin(), row.layers.end(), [&](std::size_t layer) {
            return stoodStill(shown->layerMetrics, layer, lastTask);
        }));
    plot_->show(std::move(content));
    if (choice.mode != ComparisonMode::OneRun && !shown_.titles.empty()) {
        const auto list = QString::fromStdString(shown_.titles.front());
        frame_->setTitle(choice.mode == ComparisonMode::Difference ? list : tr("Layers of the selected runs"));
        if (shown_.left > 0) frame_->setTitle(tr("Layers of the selected runs; %1 more have no room").arg(shown_.left));
    }
    frame_->setFileStem(runFileStem(*shown) + '-' + QString::fromStdString(metric()).replace('_', '-'));
    showReadout();
}

std::vector<GridRow> HeatmapPanel::rowsToShow() {
    const auto& layers = comparison_.layers();
    const auto run = chosenRun();
    if (question_ == Question::None || !run) return rowsByStage(layers, folded_);
    const auto given = question_ == Question::ForgotMost ? layerThatForgotMost(*run)
                                                         : layersSafeToFreeze(*run, freezeView_->threshold());
    const auto sentence = QString::fromStdString(given.sentence);
    if (sentence != answer_) frame_->setMessage(sentence); // one that was dismissed stays away while a run goes on
    answer_ = sentence;
    return given.order.empty() ? rowsByStage(layers, folded_) : rowsInOrder(layers, given.order);
}

ScaleChoice HeatmapPanel::scaleChoice() const {
    ScaleChoice choice;
    if (options_->scale() == HeatmapOptions::Scale::Quantiles) choice.kind = ScaleChoice::Kind::Quantiles;
    if (options_->scale() == HeatmapOptions::Scale::Fixed) choice.kind = ScaleChoice::Kind::Fixed;
    choice.lower = scaleLow_->value();
    choice.upper = scaleHigh_->value();
    return choice;
}

ColorScale HeatmapPanel::scaleOf(const ComparedGrids& grids) const {
    if (grids.difference) return differenceScale(grids.grids.front(), scaleChoice());
    const auto info = metricInfo(metric());
    std::vector<const LayerGrid*> counted;
    for (const auto& grid : grids.grids) counted.push_back(&grid);
    std::vector<LayerGrid> others;
    if (options_->scale() == HeatmapOptions::Scale::Shared) {
        for (const auto& run : runs_) others.emplace_back(run->layerMetrics, metric(), comparison_.choice().columns);
        for (const auto& grid : others) counted.push_back(&grid);
    }
    return colorScale(counted, info.scale, options_->logarithmic(), scaleChoice());
}

HeatmapContent HeatmapPanel::contentOf(const ComparedGrids& grids) const {
    HeatmapContent content;
    content.metric = metricInfo(metric());
    content.colors = scaleOf(grids);
    content.palette = grids.difference ? options_->differencePalette() : options_->valuePalette(content.metric.bounded);
    content.scaleTitle = grids.difference ? tr("%1, difference").arg(content.metric.title) : content.metric.title;
    for (std::size_t index = 0; index < grids.grids.size(); ++index)
        content.panes.push_back({grids.grids.size() > 1 ? QString::fromStdString(grids.titles[index]) : QString(),
                                 grids.grids[index], grids.withinSpread()});
    content.byStage = question_ == Question::None;
    content.sizes = options_->sizes();
    content.map = options_->map();
    content.freezeLine = lineToShow();
    if (const auto given = advice()) content.adviceLine = given->firstTrainable;
    return content;
}

} // namespace lightcl
