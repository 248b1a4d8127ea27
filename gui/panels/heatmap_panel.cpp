#include "panels/heatmap_panel.h"

#include "panels/freeze_view.h"
#include "panels/heatmap_options.h"
#include "panels/layer_details.h"
#include "panels/run_box.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"
#include "widgets/box_entries.h"
#include "widgets/elided_label.h"
#include "widgets/number_edit.h"

#include <QComboBox>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace lightcl {

HeatmapPanel::HeatmapPanel(QWidget* parent)
    : Panel(parent), plot_(new HeatmapPlot), frame_(new PlotFrame(plot_, this)), details_(new LayerDetails(this)),
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

LayerHistoryView* HeatmapPanel::history() const {
    return details_->history();
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
    refreshDetails();
    markMoment();
}

void HeatmapPanel::showMoment(std::optional<Moment> moment) {
    moment_ = moment ? std::optional(moment->at) : std::nullopt;
    markMoment();
}

void HeatmapPanel::markMoment() {
    plot_->setMarkedColumn(moment_ ? columnAt(plot_->grid(), *moment_) : std::nullopt);
    details_->setMoment(moment_);
}

void HeatmapPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    splitter_->setOrientation(4 * width() > 5 * height() ? Qt::Horizontal : Qt::Vertical);
}

} // namespace lightcl
