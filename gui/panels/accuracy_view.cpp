#include "panels/accuracy_view.h"

#include "base/units.h"
#include "figures/accuracy_figures.h"
#include "figures/course.h"
#include "figures/pgfplots.h"
#include "figures/run_groups.h"
#include "panels/accuracy_kind_box.h"
#include "panels/empty_text.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/run_label.h"

#include <QComboBox>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

const QString kComparisonKey = QStringLiteral("curves/comparison");

} // namespace

AccuracyView::AccuracyView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)), kindBox_(makeAccuracyKindBox(this)),
      modeBox_(new QComboBox(this)) {
    buildControls();
    frame_->setCsvSource([this] { return accuracyTable(figure_, kind_); });
    frame_->setLatexSource([this](const PgfStyle& style) { return pgfCurves(figure_, style); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(plot_, &CurvePlot::pointChanged, this, &AccuracyView::showReadout);
    connect(plot_, &CurvePlot::pointChosen, this, [this] {
        const auto point = plot_->currentPoint();
        if (!point || point->curve >= figure_.curves.size()) return;
        emit momentChosen(figure_.curves[point->curve].positions.at(point->index));
    });
    refresh();
}

void AccuracyView::buildControls() {
    modeBox_->addItem(tr("tasks of the current run"), static_cast<int>(Mode::Tasks));
    modeBox_->addItem(tr("averages of the selected runs"), static_cast<int>(Mode::Averages));
    modeBox_->addItem(tr("mean and sd over seeds"), static_cast<int>(Mode::Seeds));
    modeBox_->setToolTip(tr("Every task of one run, or the average over tasks of every selected run"));
    modeBox_->setAccessibleName(tr("What to show"));
    frame_->addControl(kindBox_);
    frame_->addControl(modeBox_);
    modeBox_->hide();
    connect(kindBox_, &QComboBox::currentIndexChanged, this,
            [this] { emit kindChosen(static_cast<AccuracyKind>(kindBox_->currentData().toInt())); });
    connect(modeBox_, &QComboBox::currentIndexChanged, this, [this] {
        comparison_ = mode();
        refresh();
    });
    connect(modeBox_, &QComboBox::activated, this, [this] {
        if (mode() != Mode::Tasks) QSettings().setValue(kComparisonKey, static_cast<int>(mode()));
    });
    const QVariant chosen = QSettings().value(kComparisonKey);
    if (chosen.isValid() && modeBox_->findData(chosen.toInt()) >= 0) comparison_ = static_cast<Mode>(chosen.toInt());
}

void AccuracyView::showRuns(const std::vector<RunDataPtr>& runs) {
    const auto currentOf = [](const auto& list) { return list.empty() ? RunId{0} : list.front()->summary.id; };
    if (currentOf(runs) != currentOf(runs_)) plot_->resetView();
    runs_ = runs;
    const QSignalBlocker quiet(modeBox_);
    modeBox_->setVisible(runs.size() > 1);
    modeBox_->setCurrentIndex(modeBox_->findData(static_cast<int>(modeFor(runs))));
    refresh();
}

/// What was chosen for several runs; until something was, seeds are taken together where there are any.
AccuracyView::Mode AccuracyView::modeFor(const std::vector<RunDataPtr>& runs) const {
    if (runs.size() < 2) return Mode::Tasks;
    if (comparison_) return *comparison_;
    return runGroups(recordsOf(runs)).size() < runs.size() ? Mode::Seeds : Mode::Averages;
}

void AccuracyView::setKind(AccuracyKind kind) {
    kind_ = kind;
    setAccuracyKind(*kindBox_, kind);
    refresh();
}

void AccuracyView::setMode(Mode mode) {
    modeBox_->setCurrentIndex(modeBox_->findData(static_cast<int>(mode)));
}

AccuracyView::Mode AccuracyView::mode() const {
    return static_cast<Mode>(modeBox_->currentData().toInt());
}

QString AccuracyView::emptyText() const {
    if (runs_.empty()) return tr("Select runs to see how well they remember each task.");
    if (!figure_.empty()) return {};
    return emptyTextOf(runs_, tr("The accuracy of each task"), tr("after the first epoch"));
}

CurvesFigure AccuracyView::makeFigure() const {
    if (runs_.empty()) return {};
    switch (mode()) {
    case Mode::Tasks:
        return taskAccuracies(*runs_.front(), kind_);
    case Mode::Averages:
        return averageAccuracies(drawnRuns(runs_), kind_);
    case Mode::Seeds:
        return groupAccuracies(drawnRuns(runs_), kind_, CoursePoints::Epochs);
    }
    return {};
}

void AccuracyView::refresh() {
    figure_ = makeFigure();
    if (runs_.empty()) {
        frame_->setTitle(tr("Accuracy"));
    } else {
        const auto& current = *runs_.front();
        const bool alone = mode() == Mode::Tasks;
        frame_->setTitle(alone ? runTitle(current) : tr("%1 runs, average over tasks met so far").arg(runs_.size()));
        frame_->setFileStem((alone ? runFileStem(current) : QString("runs")) +
                            (kind_ == AccuracyKind::ClassIl ? "-class-il" : "-task-il"));
    }
    plot_->show(figure_);
    showMoment();
    frame_->setEmptyText(emptyText());
    showReadout();
}

void AccuracyView::setMoment(std::optional<RunPosition> moment) {
    moment_ = moment;
    showMoment();
}

void AccuracyView::showMoment() {
    if (!moment_ || runs_.empty()) return plot_->setMarkedX(std::nullopt);
    plot_->setMarkedX(epochCenter(*moment_, epochCount(*runs_.front())));
}

void AccuracyView::showReadout() {
    const auto point = plot_->currentPoint();
    if (!point || point->curve >= figure_.curves.size()) return frame_->setReadout({});
    const auto& curve = figure_.curves[point->curve];
    const auto& position = curve.positions[point->index];
    const double accuracy = curve.y[point->index];
    const auto until = curve.y.begin() + static_cast<std::ptrdiff_t>(point->index) + 1;
    const double best = *std::max_element(curve.y.begin(), until);
    const auto percent = [](double value) { return QString::fromStdString(formatPercent(value / 100)); };
    auto text = tr("%1 after task %2, epoch %3: %4 %")
                    .arg(QString::fromStdString(curve.name))
                    .arg(position.task)
                    .arg(position.epoch)
                    .arg(percent(accuracy));
    if (!curve.deviation.empty() && !std::isnan(curve.deviation[point->index]))
        text += tr(", sd %1").arg(percent(curve.deviation[point->index]));
    else if (curve.deviation.empty() && best > accuracy)
        text += tr(" (best before: %1 %)").arg(percent(best));
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

} // namespace lightcl
