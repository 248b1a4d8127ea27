#include "panels/layer_history_view.h"

#include "figures/course.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

LayerHistoryView::LayerHistoryView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)), metricButton_(new QToolButton(this)),
      menu_(new QMenu(this)), values_(new QLabel(this)) {
    metricButton_->setText(tr("Metrics"));
    metricButton_->setMenu(menu_);
    metricButton_->setPopupMode(QToolButton::InstantPopup);
    metricButton_->setFocusPolicy(Qt::StrongFocus);
    metricButton_->setToolTip(tr("Which of the layer's metrics to show"));
    metricButton_->setAccessibleName(tr("Metrics shown"));
    frame_->addTitleControl(metricButton_);
    frame_->setCsvSource([this] { return historyTable(histories_, layerIndex_, layer_.toStdString()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_, 1);
    column->addWidget(values_);
    values_->setWordWrap(true);
    values_->setContentsMargins(8, 0, 8, 4);
    values_->setTextFormat(Qt::PlainText);
    values_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    values_->setAccessibleName(tr("All metrics of the layer"));
    connect(plot_, &Plot::cancelled, this, &LayerHistoryView::closed);
    connect(plot_, &CurvePlot::pointChanged, this, &LayerHistoryView::showReadout);
}

void LayerHistoryView::showLayer(RunDataPtr run, int layerIndex, const QString& layer, const std::string& metric,
                                 bool logarithmic) {
    run_ = std::move(run);
    layerIndex_ = layerIndex;
    layer_ = layer;
    logarithmic_ = logarithmic;
    if (metric != lastMetric_) chosen_.insert(metric);
    lastMetric_ = metric;
    fillMenu();
    refresh();
}

void LayerHistoryView::fillMenu() {
    const auto names = metricNames(run_->layerMetrics);
    std::vector<std::string> inMenu;
    for (const auto* action : menu_->actions()) inMenu.push_back(action->data().toString().toStdString());
    if (inMenu.size() > 2) inMenu.erase(inMenu.begin(), inMenu.begin() + 2); // "all" and a line
    if (inMenu != names) {
        menu_->clear();
        auto* all = menu_->addAction(tr("&All metrics"));
        all->setToolTip(tr("A curve for everything that was measured of the layer"));
        connect(all, &QAction::triggered, this, &LayerHistoryView::chooseAll);
        menu_->addSeparator();
    }
    for (const auto& name : names) {
        if (inMenu == names) break;
        auto* action = menu_->addAction(metricInfo(name).title);
        action->setData(QString::fromStdString(name));
        action->setToolTip(metricHelp(metricInfo(name)));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, name](bool on) {
            if (on)
                chosen_.insert(name);
            else
                chosen_.erase(name);
            refresh();
        });
    }
    for (auto* action : menu_->actions()) {
        if (!action->isCheckable()) continue;
        const QSignalBlocker quiet(action);
        action->setChecked(chosen_.count(action->data().toString().toStdString()) > 0);
    }
}

void LayerHistoryView::chooseAll() {
    for (const auto& name : metricNames(run_->layerMetrics)) chosen_.insert(name);
    fillMenu();
    refresh();
}

void LayerHistoryView::refresh() {
    std::vector<std::string> shown;
    for (const auto& name : metricNames(run_->layerMetrics))
        if (chosen_.count(name) > 0) shown.push_back(name);
    histories_ = layerHistories(*run_, layerIndex_, shown);
    const auto curves = historyCurves(histories_, epochCount(*run_));
    const bool anyBounded = std::any_of(histories_.begin(), histories_.end(),
                                        [](const LayerHistory& history) { return history.metric.bounded; });
    // Similarities alone lie close to 1: their axis follows them, as their colours do.
    const bool wholeRange = std::any_of(histories_.begin(), histories_.end(), [](const LayerHistory& history) {
        return history.metric.bounded && history.metric.scale.lower == 0;
    });
    const auto [left, right] = historyAxes(histories_);
    ValueScale leftScale{left, {}, logarithmic_ && !anyBounded};
    if (wholeRange) leftScale.fixed = {0, 1};
    plot_->setScale(leftScale, {right, {}, logarithmic_});
    plot_->setCourse(taskCount(*run_), epochCount(*run_));
    plot_->setCurves(curves);
    setMoment(moment_);
    frame_->setTitle(tr("%1 in %2").arg(layer_, runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + '-' + QString(layer_).replace('.', '-'));
    frame_->setEmptyText(histories_.empty() ? tr("Choose a metric of %1 from the menu above.").arg(layer_) : QString());
    showReadout();
}

/// Each metric at the position of the chosen point; without one at the moment, or where it was measured last.
void LayerHistoryView::showValues() {
    const auto point = plot_->currentPoint();
    const bool chosen = point && point->curve < histories_.size();
    const auto all = layerHistories(*run_, layerIndex_, metricNames(run_->layerMetrics));
    RunPosition at;
    for (const auto& history : all)
        for (const auto position : history.positions)
            if (!moment_ || position <= *moment_) at = std::max(at, position);
    if (chosen) at = histories_[point->curve].positions[point->index];
    QStringList texts;
    for (const auto& history : all) {
        const auto found = std::find(history.positions.begin(), history.positions.end(), at);
        if (found == history.positions.end()) continue;
        const auto value = history.values[static_cast<std::size_t>(found - history.positions.begin())];
        const auto text = metricText(history.metric, value);
        texts << (history.metric.isYesNo() ? text : tr("%1 %2").arg(history.metric.title.toLower(), text));
    }
    values_->setText(texts.isEmpty() ? QString()
                                     : tr("Task %1, epoch %2: %3").arg(at.task).arg(at.epoch).arg(texts.join(", ")));
}

void LayerHistoryView::setMoment(std::optional<RunPosition> moment) {
    moment_ = moment;
    plot_->setMarkedX(run_ && moment ? std::optional(epochCenter(*moment, epochCount(*run_))) : std::nullopt);
    if (run_) showValues();
}

void LayerHistoryView::showReadout() {
    if (run_) showValues();
    const auto point = plot_->currentPoint();
    if (!point || point->curve >= histories_.size()) return frame_->setReadout({});
    const auto& history = histories_[point->curve];
    const auto [task, epoch] = history.positions[point->index];
    frame_->setReadout(
        tr("task %1, epoch %2: %3 %4")
            .arg(task)
            .arg(epoch)
            .arg(history.metric.title.toLower(), metricText(history.metric, history.values[point->index])));
}

} // namespace lightcl
