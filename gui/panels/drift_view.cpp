#include "panels/drift_view.h"

#include "figures/course.h"
#include "figures/pgfplots.h"
#include "figures/run_table.h"
#include "panels/empty_text.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QComboBox>
#include <QVBoxLayout>
#include <utility>

namespace lightcl {

DriftView::DriftView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)), measureBox_(new QComboBox(this)) {
    measureBox_->addItem(tr("memory stability"));
    measureBox_->addItem(tr("linear CKA"));
    measureBox_->setAccessibleName(tr("Measure of the drift"));
    measureBox_->setToolTip(tr("By what the features then and now are compared; both are 1 where nothing moved"));
    frame_->addControl(measureBox_);
    frame_->setCsvSource([this] { return run_ ? tableOfRun(run_->summary, driftTable(*run_, layer_)) : Table{}; });
    frame_->setLatexSource(
        [this](const PgfStyle& style) { return pgfCurves(layerDrift(*run_, layer_, measure()), style); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(measureBox_, &QComboBox::currentIndexChanged, this, [this] {
        plot_->resetView();
        refresh();
    });
    connect(plot_, &CurvePlot::pointChanged, this, &DriftView::showReadout);
}

DriftMeasure DriftView::measure() const {
    return measureBox_->currentIndex() == 0 ? DriftMeasure::MemoryStability : DriftMeasure::LinearCka;
}

void DriftView::showLayer(RunDataPtr run, std::size_t layer) {
    run_ = std::move(run);
    layer_ = layer;
    refresh();
}

void DriftView::refresh() {
    if (!run_) return;
    const auto figure = layerDrift(*run_, layer_, measure());
    const auto without =
        tr("This run has no drift of its features by task: it has one task, or an earlier version measured it.");
    frame_->setTitle(tr("%1: %2").arg(QString::fromStdString(figure.title), runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + "-drift-" + QString::number(layer_));
    frame_->setEmptyText(figure.empty() ? emptyTextOf(*run_, tr("The drift of earlier tasks' features"),
                                                      tr("after the second task"), without)
                                        : QString());
    plot_->show(figure);
    setMoment(moment_);
}

void DriftView::setMoment(std::optional<RunPosition> moment) {
    moment_ = moment;
    plot_->setMarkedX(run_ && moment ? std::optional(epochCenter(*moment, epochCount(*run_))) : std::nullopt);
    showReadout();
}

void DriftView::showReadout() {
    if (!run_) return;
    const auto point = plot_->currentPoint();
    plot_->setToolTip({});
    if (!point || point->curve >= plot_->curves().size())
        return frame_->setReadout(QString::fromStdString(driftSentence(*run_, layer_, measure(), moment_)));
    const auto figure = layerDrift(*run_, layer_, measure());
    const auto& curve = figure.curves.at(point->curve);
    frame_->setReadout(tr("%1, after task %2: %3 %4")
                           .arg(QString::fromStdString(curve.name))
                           .arg(curve.positions.at(point->index).task)
                           .arg(measureBox_->currentText())
                           .arg(curve.y.at(point->index), 0, 'f', 3));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
