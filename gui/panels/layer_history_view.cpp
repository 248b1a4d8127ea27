#include "panels/layer_history_view.h"

#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

LayerHistoryView::LayerHistoryView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)), metricButton_(new QToolButton(this)),
      menu_(new QMenu(this)) {
    metricButton_->setText(tr("Metrics"));
    metricButton_->setMenu(menu_);
    metricButton_->setPopupMode(QToolButton::InstantPopup);
    metricButton_->setFocusPolicy(Qt::StrongFocus);
    metricButton_->setToolTip(tr("Which of the layer's metrics to show"));
    metricButton_->setAccessibleName(tr("Metrics shown"));
    auto* close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Close the layer's history"));
    frame_->addTitleControl(metricButton_);
    frame_->addTitleControl(close);
    frame_->setCsvSource([this] { return historyTable(histories_, layerIndex_, layer_.toStdString()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(close, &QToolButton::clicked, this, &LayerHistoryView::closed);
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
    if (inMenu != names) menu_->clear();
    for (const auto& name : names) {
        if (inMenu == names) break;
        auto* action = menu_->addAction(metricInfo(name).title);
        action->setData(QString::fromStdString(name));
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
        const QSignalBlocker quiet(action);
        action->setChecked(chosen_.count(action->data().toString().toStdString()) > 0);
    }
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
    frame_->setTitle(tr("%1 in %2").arg(layer_, runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + '-' + QString(layer_).replace('.', '-'));
    frame_->setEmptyText(histories_.empty() ? tr("Choose a metric of %1 from the menu above.").arg(layer_) : QString());
    showReadout();
}

void LayerHistoryView::showReadout() {
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
