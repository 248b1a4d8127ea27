#include "panels/heatmap_panel.h"

#include "figures/run_table.h"
#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/layer_history_view.h"
#include "panels/run_box.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"
#include "widgets/elided_label.h"
#include "widgets/number_edit.h"

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lightcl {

HeatmapPanel::HeatmapPanel(QWidget* parent)
    : Panel(parent), plot_(new HeatmapPlot), frame_(new PlotFrame(plot_, this)), history_(new LayerHistoryView(this)),
      freezeView_(new FreezeView(this)), freezeLabel_(new ElidedLabel(this)),
      splitter_(new QSplitter(Qt::Horizontal, this)), runBox_(new RunBox(this)), modeBox_(new QComboBox(this)),
      otherBox_(new QComboBox(this)), metricBox_(new QComboBox(this)), columnBox_(new QComboBox(this)),
      askButton_(new QToolButton(this)), costsButton_(new QToolButton(this)), options_(new HeatmapOptions(this)),
      scaleLow_(new NumberEdit(this)), scaleHigh_(new NumberEdit(this)) {
    buildParts();
    buildControls();
    buildQuestions();
    connectPlot();
    connectFreezing();
    showCosts(false);
    refresh();
}

void HeatmapPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    if (runBox_->offer(runs)) plot_->resetView();
    fillMetrics();
    refresh();
}

RunDataPtr HeatmapPanel::chosenRun() const {
    return runBox_->run();
}

std::string HeatmapPanel::metric() const {
    return metricBox_->currentData().toString().toStdString();
}

void HeatmapPanel::setMetric(const std::string& metric) {
    metricBox_->setCurrentIndex(metricBox_->findData(QString::fromStdString(metric)));
}

ComparisonMode HeatmapPanel::mode() const {
    return runs_.size() < 2 ? ComparisonMode::OneRun : static_cast<ComparisonMode>(modeBox_->currentData().toInt());
}

void HeatmapPanel::setMode(ComparisonMode mode) {
    modeBox_->setCurrentIndex(modeBox_->findData(static_cast<int>(mode)));
}

QString HeatmapPanel::emptyText() const {
    const auto shown = chosenRun();
    if (!shown) return tr("Select a run to see how plastic and how stable each of its layers is.");
    if (!shown->layerMetrics.empty()) return {};
    const auto state = shown->summary.state;
    if (state == RunState::Queued || state == RunState::Running)
        return tr("The layers' plasticity and stability will appear here after the first epoch.");
    return tr("This run did not measure its layers. Turn on measuring.layer_metrics to see them here.");
}

void HeatmapPanel::refresh() {
    noticeRun();
    const auto empty = emptyText();
    frame_->setEmptyText(empty);
    const auto shown = chosenRun();
    for (QWidget* control : {static_cast<QWidget*>(metricBox_), static_cast<QWidget*>(columnBox_),
                             static_cast<QWidget*>(askButton_), static_cast<QWidget*>(options_)})
        control->setEnabled(empty.isEmpty());
    modeBox_->setVisible(runs_.size() > 1);
    fillOthers();
    const bool fixed = options_->scale() == HeatmapOptions::Scale::Fixed;
    scaleLow_->setVisible(fixed);
    scaleHigh_->setVisible(fixed);
    const auto info = metricInfo(metric());
    options_->setLogarithmicPossible(info.scale.logarithmic);
    metricBox_->setToolTip(metric().empty() ? tr("Which of the layers' metrics to show") : metricHelp(info));
    frame_->setTitle(shown ? runTitle(*shown) : tr("Layers"));
    if (empty.isEmpty()) refreshGrids();
    refreshFreezing();
    refreshHistory();
}

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

/// A folded stage opens, a layer shows its history.
void HeatmapPanel::pick(Cell cell) {
    const auto& rows = plot_->content().rows;
    if (cell.row >= rows.size()) return;
    if (rows[cell.row].folded) return toggleStage(QString::fromStdString(rows[cell.row].stage));
    pinLayer(cell.row);
}

void HeatmapPanel::pinLayer(std::size_t row) {
    const auto& rows = plot_->content().rows;
    if (row < rows.size() && !rows[row].layers.empty()) pinned_ = rows[row].layers.front();
    if (pinned_ && isNarrow()) showCosts(false);
    refreshHistory();
}

/// The keys go on where they were.
void HeatmapPanel::unpinLayer() {
    pinned_.reset();
    refreshHistory();
    plot_->setFocus();
    if (const auto cell = plot_->lastCell()) plot_->setCurrentCell(*cell);
}

void HeatmapPanel::refreshHistory() {
    const auto shown = chosenRun();
    const bool visible = pinned_ && shown && *pinned_ < shown->layerMetrics.layers().size();
    const auto row = visible ? rowOfLayer(plot_->content().rows, *pinned_) : 0;
    plot_->setPinnedRow(visible && row < plot_->content().rows.size() ? std::optional(row) : std::nullopt);
    if (visible) {
        const auto layer = QString::fromStdString(shown->layerMetrics.layers()[*pinned_]);
        history_->showLayer(shown, static_cast<int>(*pinned_), layer, metric(), options_->logarithmic());
    } else if (history_->isAncestorOf(QApplication::focusWidget())) {
        plot_->setFocus(); // before it is hidden: Qt would pass it on to the tabs of another dock
    }
    history_->setVisible(visible);
}

QString HeatmapPanel::cellPlace(Cell cell) const {
    const auto& row = plot_->content().rows[cell.row];
    const auto [task, epoch] = plot_->grid().columns()[cell.column];
    const auto name = QString::fromStdString(plot_->grid().layers()[cell.row]);
    return row.folded ? tr("%1, mean, task %2, epoch %3").arg(name).arg(task).arg(epoch)
                      : tr("%1 (layer %2), task %3, epoch %4").arg(name).arg(row.layers.front()).arg(task).arg(epoch);
}

QString HeatmapPanel::mapText(std::size_t row) const {
    const auto& content = plot_->content();
    if (row >= content.facts.size()) return {};
    return tr("%1: %2").arg(QString::fromStdString(content.rows[row].label),
                            QString::fromStdString(factsText(content.facts[row])));
}

void HeatmapPanel::showReadout() {
    const auto cell = plot_->currentCell();
    const auto info = metricInfo(metric());
    if (!cell || cell->row >= plot_->content().rows.size() || shown_.grids.empty()) {
        plot_->setToolTip({});
        return frame_->setReadout(tr("%1: %2").arg(info.title, info.definition));
    }
    const auto place = cellPlace(*cell);
    QStringList texts;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto text = QString::fromStdString(cellText(shown_, index, *cell));
        if (!shown_.difference && plot_->colors().isZero(shown_.grids[index].at(*cell))) text += tr(" (grey)");
        texts << text;
    }
    const auto& frozen = plot_->content().frozenRows;
    const bool stoodStill = cell->row < frozen.size() && frozen[cell->row];
    frame_->setReadout(tr("%1: %2").arg(place, texts.join(QString::fromUtf8(" · "))) +
                       (stoodStill ? tr("; frozen at the end") : QString()));
    const auto own = texts[static_cast<qsizetype>(std::min(plot_->currentPane(), shown_.grids.size() - 1))];
    plot_->setToolTip(tr("%1\n%2 %3\n%4\n%5").arg(place, info.title, own, metricHelp(info), mapText(cell->row)));
}

/// The columns before say of which run a value is or, where it is of several, what is shown.
Table HeatmapPanel::table() const {
    const auto run = chosenRun();
    if (!run) return {};
    if (mode() == ComparisonMode::OneRun) return tableOfRun(run->summary, plot_->grid().toTable());
    Table all;
    for (std::size_t index = 0; index < shown_.grids.size(); ++index) {
        auto part = shown_.grids[index].toTable();
        if (all.columns.empty()) {
            all.addColumn("shown");
            all.columns.insert(all.columns.end(), part.columns.begin(), part.columns.end());
        }
        for (auto& row : part.rows) {
            row.insert(row.begin(), shown_.titles[index]);
            all.addRow(std::move(row));
        }
    }
    return all;
}

void HeatmapPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    splitter_->setOrientation(4 * width() > 5 * height() ? Qt::Horizontal : Qt::Vertical);
}

} // namespace lightcl
