#include "panels/heatmap_panel.h"

#include "figures/run_table.h"
#include "panels/layer_history_view.h"
#include "panels/run_box.h"
#include "plots/curve_plot.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lightcl {

HeatmapPanel::HeatmapPanel(QWidget* parent)
    : Panel(parent), plot_(new HeatmapPlot), frame_(new PlotFrame(plot_, this)), history_(new LayerHistoryView(this)),
      splitter_(new QSplitter(Qt::Vertical, this)), runBox_(new RunBox(this)), metricBox_(new QComboBox(this)),
      columnBox_(new QComboBox(this)), logBox_(new QCheckBox(tr("&Log scale"), this)) {
    splitter_->addWidget(frame_);
    splitter_->addWidget(history_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    history_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter_);
    buildControls();
    connectPlot();
    refresh();
}

void HeatmapPanel::buildControls() {
    columnBox_->addItem(tr("every epoch"), static_cast<int>(ColumnKind::Epochs));
    columnBox_->addItem(tr("tasks"), static_cast<int>(ColumnKind::Tasks));
    columnBox_->setToolTip(tr("A column for every epoch, or for each task at its end"));
    columnBox_->setAccessibleName(tr("Columns"));
    metricBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    metricBox_->setAccessibleName(tr("Metric"));
    logBox_->setToolTip(tr("Colours on a logarithmic scale; metrics that end at 1 always have a linear one"));
    logBox_->setChecked(true); // plasticity spans decades: the first layer and the head outshine the rest
    for (auto* control : {static_cast<QWidget*>(runBox_), static_cast<QWidget*>(metricBox_),
                          static_cast<QWidget*>(columnBox_), static_cast<QWidget*>(logBox_)})
        frame_->addControl(control);
    connect(runBox_, &QComboBox::currentIndexChanged, this, [this] {
        fillMetrics();
        refresh();
    });
    connect(metricBox_, &QComboBox::currentIndexChanged, this, [this] {
        wantedMetric_ = metric();
        refresh();
    });
    connect(columnBox_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->resetView();
        refresh();
    });
    connect(logBox_, &QCheckBox::toggled, this, &HeatmapPanel::refresh);
}

void HeatmapPanel::connectPlot() {
    connect(plot_, &HeatmapPlot::cellChanged, this, &HeatmapPanel::showReadout);
    connect(plot_, &HeatmapPlot::cellPicked, this, [this](Cell cell) { pinLayer(cell.row); });
    connect(plot_, &Plot::cancelled, this, &HeatmapPanel::unpinLayer);
    connect(history_, &LayerHistoryView::closed, this, &HeatmapPanel::unpinLayer);
    frame_->setCsvSource([this] {
        const auto run = runBox_->run();
        return run ? tableOfRun(run->summary, plot_->grid().toTable()) : Table{};
    });
}

void HeatmapPanel::showRuns(const std::vector<RunDataPtr>& runs) {
    if (runBox_->offer(runs)) plot_->resetView();
    fillMetrics();
    refresh();
}

std::string HeatmapPanel::metric() const {
    return metricBox_->currentData().toString().toStdString();
}

void HeatmapPanel::setMetric(const std::string& metric) {
    metricBox_->setCurrentIndex(metricBox_->findData(QString::fromStdString(metric)));
}

void HeatmapPanel::fillMetrics() {
    QStringList names;
    QStringList titles;
    if (const auto shown = runBox_->run())
        for (const auto& name : metricNames(shown->layerMetrics)) {
            names << QString::fromStdString(name);
            titles << metricInfo(name).title;
        }
    setEntries(*metricBox_, titles, names);
    const QSignalBlocker quiet(metricBox_);
    for (int index = 0; index < metricBox_->count(); ++index)
        metricBox_->setItemData(index, metricInfo(names[index].toStdString()).definition, Qt::ToolTipRole);
    metricBox_->setCurrentIndex(std::max(0, metricBox_->findData(QString::fromStdString(wantedMetric_))));
}

QString HeatmapPanel::emptyText() const {
    const auto shown = runBox_->run();
    if (!shown) return tr("Select a run to see how plastic and how stable each of its layers is.");
    if (!shown->layerMetrics.empty()) return {};
    const auto state = shown->summary.state;
    if (state == RunState::Queued || state == RunState::Running)
        return tr("The layers' plasticity and stability will appear here after the first epoch.");
    return tr("This run did not measure its layers. Turn on measuring.layer_metrics to see them here.");
}

void HeatmapPanel::refresh() {
    const auto empty = emptyText();
    frame_->setEmptyText(empty);
    const auto shown = runBox_->run();
    frame_->setTitle(shown ? runTitle(*shown) : tr("Layer heatmap"));
    for (auto* control : {static_cast<QWidget*>(metricBox_), static_cast<QWidget*>(columnBox_)})
        control->setEnabled(empty.isEmpty());
    const auto info = metricInfo(metric());
    logBox_->setEnabled(empty.isEmpty() && info.scale.logarithmic);
    metricBox_->setToolTip(info.definition);
    if (empty.isEmpty()) {
        frame_->setFileStem(runFileStem(*shown) + '-' + QString::fromStdString(metric()).replace('_', '-'));
        const auto kind = static_cast<ColumnKind>(columnBox_->currentData().toInt());
        plot_->show(LayerGrid(shown->layerMetrics, metric(), kind), info, logBox_->isChecked());
        showReadout();
    }
    refreshHistory();
}

void HeatmapPanel::pinLayer(std::size_t row) {
    pinned_ = row;
    refreshHistory();
}

void HeatmapPanel::unpinLayer() {
    pinned_.reset();
    refreshHistory();
    plot_->setFocus();
}

void HeatmapPanel::refreshHistory() {
    const auto shown = runBox_->run();
    const bool visible = pinned_ && shown && !shown->layerMetrics.empty() && *pinned_ < plot_->grid().layers().size();
    plot_->setPinnedRow(visible ? pinned_ : std::nullopt);
    const bool roomForBoth = height() >= 460 || splitter_->orientation() == Qt::Horizontal;
    if (visible) {
        const auto layer = QString::fromStdString(plot_->grid().layers()[*pinned_]);
        history_->showLayer(shown, static_cast<int>(*pinned_), layer, metric(), logBox_->isChecked());
    }
    arrange(!visible || roomForBoth, visible);
}

/// What takes over the keyboard is shown, and gets it, before what had it is hidden: Qt would pass it on to whatever
/// comes next in the window, such as the tabs of another dock.
void HeatmapPanel::arrange(bool plotShown, bool historyShown) {
    const auto* focus = QApplication::focusWidget();
    const bool focusLeavesHistory = !historyShown && focus && history_->isAncestorOf(focus);
    const bool focusLeavesPlot = !plotShown && focus && frame_->isAncestorOf(focus);
    if (historyShown) history_->show();
    if (plotShown) frame_->show();
    if (focusLeavesHistory) plot_->setFocus();
    if (focusLeavesPlot) history_->plot()->setFocus();
    history_->setVisible(historyShown);
    frame_->setVisible(plotShown);
}

void HeatmapPanel::showReadout() {
    const auto cell = plot_->currentCell();
    const auto info = metricInfo(metric());
    if (!cell) {
        plot_->setToolTip({});
        return frame_->setReadout(tr("%1: %2").arg(info.title, info.definition));
    }
    const auto& grid = plot_->grid();
    const double value = grid.at(*cell);
    const auto [task, epoch] = grid.columns()[cell->column];
    const auto place = tr("%1 (layer %2), task %3, epoch %4")
                           .arg(QString::fromStdString(grid.layers()[cell->row]))
                           .arg(cell->row)
                           .arg(task)
                           .arg(epoch);
    const auto text = std::isnan(value)
                          ? tr("not measured")
                          : metricText(info, value) + (plot_->colors().isZero(value) ? tr(" (grey)") : QString());
    frame_->setReadout(tr("%1: %2").arg(place, text));
    plot_->setToolTip(tr("%1\n%2 %3\n%4").arg(place, info.title, text, info.definition));
}

void HeatmapPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    splitter_->setOrientation(width() > 2 * height() ? Qt::Horizontal : Qt::Vertical);
    refreshHistory();
}

} // namespace lightcl
