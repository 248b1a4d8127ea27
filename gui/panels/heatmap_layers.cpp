// HeatmapPanel's layers: stages fold, a question orders them, one of them is pinned with what lies behind it beside.
#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/heatmap_panel.h"
#include "panels/layer_details.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalBlocker>

#include <cstddef>
#include <optional>

namespace lightcl {

void HeatmapPanel::toggleStage(const QString& stage) {
    const auto name = stage.toStdString();
    if (!foldableStages(comparison_.layers()).contains(name)) return;
    if (folded_.erase(name) == 0) folded_.insert(name);
    refresh();
}

void HeatmapPanel::foldAll(bool fold) {
    folded_ = fold ? foldableStages(comparison_.layers()) : std::set<std::string>{};
    refresh();
}

void HeatmapPanel::ask(Question question) {
    question_ = question;
    answer_.clear();
    frame_->setMessage({});
    if (question == Question::None) return refresh();
    const auto run = chosenRun();
    if (!run || run->layerMetrics.empty()) return;
    const auto given = question == Question::ForgotMost ? layerThatForgotMost(*run)
                                                        : layersSafeToFreeze(*run, freezeView_->threshold());
    {
        const QSignalBlocker quietMode(modeBox_);
        const QSignalBlocker quietMetric(metricBox_);
        setMode(ComparisonMode::OneRun);
        if (!given.order.empty()) setMetric(given.metric);
        wantedMetric_ = metric();
    }
    plot_->resetView();
    refresh();
    if (!given.layer) return plot_->setFocus();
    const auto column = plot_->grid().columnOf(given.at);
    const auto row = rowOfLayer(plot_->content().rows, *given.layer);
    plot_->setFocus();
    if (column) plot_->setCurrentCell({row, *column});
}

/// A folded stage opens, a layer shows what lies behind it; either way the moment is the cell's.
void HeatmapPanel::pick(Cell cell) {
    const auto& rows = plot_->content().rows;
    if (cell.row >= rows.size()) return;
    emit momentChosen(plot_->grid().columns().at(cell.column));
    if (rows[cell.row].folded) return toggleStage(QString::fromStdString(rows[cell.row].stage));
    pinLayer(cell.row);
}

void HeatmapPanel::pinLayer(std::size_t row) {
    const auto& rows = plot_->content().rows;
    if (row < rows.size() && !rows[row].layers.empty()) pinned_ = rows[row].layers.front();
    if (pinned_ && isNarrow()) showCosts(false);
    refreshDetails();
}

/// The keys go on where they were.
void HeatmapPanel::unpinLayer() {
    pinned_.reset();
    refreshDetails();
    plot_->setFocus();
    if (const auto cell = plot_->lastCell()) plot_->setCurrentCell(*cell);
}

void HeatmapPanel::refreshDetails() {
    const auto shown = chosenRun();
    const bool visible = pinned_ && shown && *pinned_ < shown->layerMetrics.layers().size();
    const auto row = visible ? rowOfLayer(plot_->content().rows, *pinned_) : 0;
    plot_->setPinnedRow(visible && row < plot_->content().rows.size() ? std::optional(row) : std::nullopt);
    if (visible) {
        details_->showLayer(shown, *pinned_, metric(), options_->logarithmic());
    } else if (details_->isAncestorOf(QApplication::focusWidget())) {
        plot_->setFocus(); // before it is hidden: Qt would pass it on to the tabs of another dock
    }
    details_->setVisible(visible);
}

} // namespace lightcl
