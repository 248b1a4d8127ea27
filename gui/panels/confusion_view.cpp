#include "panels/confusion_view.h"

#include "base/units.h"
#include "figures/moment.h"
#include "figures/run_table.h"
#include "panels/empty_text.h"
#include "plots/confusion_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

constexpr int kMillisecondsOfMoment = 700;

} // namespace

ConfusionView::ConfusionView(QWidget* parent)
    : QWidget(parent), plot_(new ConfusionPlot), frame_(new PlotFrame(plot_, this)),
      slider_(new QSlider(Qt::Horizontal, this)), play_(new QToolButton(this)), pin_(new QToolButton(this)),
      unitBox_(new QComboBox(this)) {
    buildControls();
    frame_->setCsvSource([this] { return run_ ? tableOfRun(run_->summary, plot_->matrix().toTable()) : Table{}; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    timer_.setInterval(kMillisecondsOfMoment);
    connect(&timer_, &QTimer::timeout, this, &ConfusionView::playOn);
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        atEnd_ = value == slider_->maximum();
        refresh();
        if (const auto at = moment()) emit momentChanged(*at);
    });
    connect(play_, &QToolButton::toggled, this, [this](bool plays) {
        if (!plays) return timer_.stop();
        if (slider_->value() == slider_->maximum()) slider_->setValue(0);
        timer_.start();
    });
    connect(unitBox_, &QComboBox::currentIndexChanged, this, &ConfusionView::refresh);
    connect(plot_, &ConfusionPlot::placeChanged, this, &ConfusionView::showReadout);
    refresh();
}

void ConfusionView::buildControls() {
    slider_->setPageStep(1);
    slider_->setMinimumWidth(140);
    slider_->setTickPosition(QSlider::TicksBelow);
    slider_->setAccessibleName(tr("Moment"));
    slider_->setToolTip(tr("The moment of the run to show: left and right go an epoch back and on, Home and End to the "
                           "first and last one"));
    play_->setText(tr("Play"));
    play_->setCheckable(true);
    play_->setFocusPolicy(Qt::StrongFocus);
    play_->setAccessibleName(tr("Play the run's moments"));
    play_->setToolTip(tr("Go through the run's moments one after another; again to stop"));
    pin_->setText(tr("Pin"));
    pin_->setCheckable(true);
    pin_->setFocusPolicy(Qt::StrongFocus);
    pin_->setAccessibleName(tr("Pin the confusion matrix"));
    pin_->setToolTip(tr("Keep this moment when another one is chosen in the curves or the accuracy matrix"));
    unitBox_->addItem(tr("% of class"), static_cast<int>(ConfusionPlot::Unit::Shares));
    unitBox_->addItem(tr("images"), static_cast<int>(ConfusionPlot::Unit::Counts));
    unitBox_->setAccessibleName(tr("Unit"));
    unitBox_->setToolTip(tr("What a cell says: the share of the true class's test images, or their number"));
    frame_->addControl(slider_, tr("Moment"));
    frame_->addControl(play_);
    frame_->addControl(pin_);
    frame_->addControl(unitBox_);
}

void ConfusionView::playOn() {
    if (slider_->value() >= slider_->maximum()) return play_->setChecked(false);
    slider_->setValue(slider_->value() + 1);
}

void ConfusionView::showRun(const RunDataPtr& run) {
    const auto before = moment();
    const bool another = !run || !run_ || run->summary.id != run_->summary.id;
    if (another) {
        atEnd_ = !pin_->isChecked();
        play_->setChecked(false);
    }
    run_ = run;
    moments_.clear();
    if (run_)
        for (const auto& [position, rows] : run_->confusions) moments_.push_back(position);
    {
        const QSignalBlocker quiet(slider_);
        const int last = std::max(0, static_cast<int>(moments_.size()) - 1);
        slider_->setRange(0, last);
        const auto kept = before ? momentAt(moments_, *before) : std::nullopt;
        slider_->setValue(atEnd_ || !kept ? last : static_cast<int>(*kept));
    }
    refresh();
    if (const auto at = moment(); at && (another || at != before)) emit momentChanged(*at);
}

void ConfusionView::setMoment(RunPosition moment) {
    if (pin_->isChecked()) return;
    if (const auto place = momentAt(moments_, moment)) slider_->setValue(static_cast<int>(*place));
}

std::optional<RunPosition> ConfusionView::moment() const {
    const auto place = static_cast<std::size_t>(slider_->value());
    return place < moments_.size() ? std::optional(moments_[place]) : std::nullopt;
}

void ConfusionView::refresh() {
    const auto at = moment();
    for (QWidget* control : {static_cast<QWidget*>(slider_), static_cast<QWidget*>(play_)})
        control->setEnabled(moments_.size() > 1);
    if (!run_) {
        frame_->setTitle(tr("Confusion matrix"));
        return frame_->setEmptyText(tr("Select a run to see which classes it takes for which."));
    }
    if (!at) {
        frame_->setTitle(runTitle(*run_));
        return frame_->setEmptyText(
            emptyTextOf(*run_, tr("The confusion matrix"), tr("after the first epoch that is tested")));
    }
    const auto words = QString::fromStdString(momentWords(*at, epochCount(*run_)));
    frame_->setTitle(tr("%1: %2").arg(words, runTitle(*run_)));
    frame_->setFileStem(runFileStem(*run_) + QString("-confusion-%1-%2").arg(at->task).arg(at->epoch));
    frame_->setEmptyText({});
    plot_->show(ConfusionMatrix(*run_, *at), static_cast<ConfusionPlot::Unit>(unitBox_->currentData().toInt()));
    showReadout();
}

void ConfusionView::showReadout() {
    const auto place = plot_->currentPlace();
    const auto& matrix = plot_->matrix();
    if (!place || matrix.empty()) {
        plot_->setToolTip({});
        if (matrix.empty()) return frame_->setReadout({});
        return frame_->setReadout(tr("%1 of %2 test images right").arg(matrix.correct()).arg(matrix.total()));
    }
    const auto share = matrix.share(place->row, place->column);
    const auto percent = share ? QString::fromStdString(formatPercent(*share)) + " %" : tr("none tested");
    frame_->setReadout(tr("%1 taken for %2: %3 of %4 images (%5); taken for it in all: %6")
                           .arg(QString::fromStdString(matrix.nameAt(place->row)),
                                QString::fromStdString(matrix.nameAt(place->column)),
                                QString::number(matrix.count(place->row, place->column)),
                                QString::number(matrix.rowTotal(place->row)), percent,
                                QString::number(matrix.columnTotal(place->column))));
    plot_->setToolTip(frame_->readout());
}

} // namespace lightcl
