#include "panels/accuracy_view.h"

#include "base/units.h"
#include "figures/run_palette.h"
#include "panels/accuracy_kind_box.h"
#include "plots/color_map.h"
#include "plots/curve_plot.h"
#include "plots/plot_frame.h"
#include "plots/positions.h"
#include "plots/run_label.h"
#include "run_list/run_columns.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lightcl {

namespace {

/// Each group's colour is its first run's; where an earlier group has that already, the next that none has.
std::vector<QColor> groupColors(const std::vector<RunDataPtr>& runs,
                                const std::vector<std::vector<std::size_t>>& groups) {
    std::vector<QColor> colors;
    const auto isTaken = [&](const QColor& color) { return std::ranges::find(colors, color) != colors.end(); };
    for (const auto& group : groups) {
        QColor color = runs[group.front()]->color;
        for (std::size_t next = 0; isTaken(color) && next < kRunPalette.size(); ++next)
            color = QColor::fromRgb(runPaletteColor(next));
        colors.push_back(color);
    }
    return colors;
}

} // namespace

AccuracyView::AccuracyView(QWidget* parent)
    : QWidget(parent), plot_(new CurvePlot), frame_(new PlotFrame(plot_, this)), kindBox_(makeAccuracyKindBox(this)),
      modeBox_(new QComboBox(this)) {
    buildControls();
    plot_->setScale({tr("accuracy, %"), std::pair(0.0, 102.0), false});
    frame_->setCsvSource([this] { return toTable(); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame_);
    connect(plot_, &CurvePlot::pointChanged, this, &AccuracyView::showReadout);
    connect(plot_, &Plot::themed, this, &AccuracyView::refresh);
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
}

void AccuracyView::showRuns(const std::vector<RunDataPtr>& runs) {
    const auto currentOf = [](const auto& list) { return list.empty() ? RunId{0} : list.front()->summary.id; };
    if (currentOf(runs) != currentOf(runs_)) plot_->resetView();
    runs_ = runs;
    const QSignalBlocker quiet(modeBox_);
    modeBox_->setVisible(runs.size() > 1);
    modeBox_->setCurrentIndex(modeBox_->findData(static_cast<int>(runs.size() > 1 ? comparison_ : Mode::Tasks)));
    refresh();
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
    if (!curves_.empty()) return {};
    return tr("The accuracy of each task will appear here after the first epoch.");
}

void AccuracyView::refresh() {
    curves_.clear();
    courses_.clear();
    if (!runs_.empty()) {
        switch (mode()) {
        case Mode::Tasks:
            addTasks();
            break;
        case Mode::Averages:
            addAverages();
            break;
        case Mode::Seeds:
            addSeedMeans();
            break;
        }
        const auto& current = *runs_.front();
        int tasks = 1;
        bool sameEpochs = true;
        for (const auto& run : runs_) {
            tasks = std::max(tasks, taskCount(*run));
            sameEpochs = sameEpochs && epochCount(*run) == epochCount(current);
        }
        const bool alone = mode() == Mode::Tasks;
        plot_->setCourse(alone ? taskCount(current) : tasks, alone || sameEpochs ? epochCount(current) : 0);
        frame_->setTitle(alone ? runTitle(current) : tr("%1 runs, average over tasks met so far").arg(runs_.size()));
        frame_->setFileStem((alone ? runFileStem(current) : QString("runs")) +
                            (kind_ == AccuracyKind::ClassIl ? "-class-il" : "-task-il"));
    } else {
        frame_->setTitle(tr("Accuracy"));
    }
    plot_->setCurves(curves_);
    frame_->setEmptyText(emptyText());
    showReadout();
}

void AccuracyView::addCurve(Curve curve, const AccuracyCourse& course, int epochs) {
    if (course.empty()) return;
    for (const auto& point : course) {
        curve.x.push_back(epochCenter(point.position, epochs));
        curve.y.push_back(point.accuracy * 100);
    }
    curve.dots = course.size() <= 60;
    curves_.push_back(std::move(curve));
    courses_.push_back(course);
}

void AccuracyView::addTasks() {
    const auto& run = *runs_.front();
    const int epochs = epochCount(run);
    const auto courses = taskCourses(run, kind_);
    const auto colors = orderedColors(courses.size(), plot_->theme().isDark());
    for (std::size_t task = 0; task < courses.size(); ++task) {
        Curve curve;
        curve.name = tr("task %1").arg(task + 1);
        curve.color = colors[task];
        addCurve(std::move(curve), courses[task], epochs);
    }
    Curve average;
    average.name = tr("average");
    average.color = plot_->theme().text;
    average.width = 3;
    addCurve(std::move(average), averageCourse(run, kind_), epochs);
}

void AccuracyView::addAverages() {
    const auto labels = runLabels(runs_);
    for (std::size_t index = 0; index < runs_.size(); ++index) {
        Curve curve;
        curve.name = labels[static_cast<qsizetype>(index)];
        curve.color = runs_[index]->color;
        curve.width = index == 0 ? 3 : 2;
        addCurve(std::move(curve), averageCourse(*runs_[index], kind_), epochCount(*runs_[index]));
    }
}

void AccuracyView::addSeedMeans() {
    const auto groups = seedGroups(runs_);
    const auto colors = groupColors(runs_, groups);
    for (std::size_t index = 0; index < groups.size(); ++index) {
        const auto& group = groups[index];
        std::vector<AccuracyCourse> courses;
        for (const auto run : group) courses.push_back(averageCourse(*runs_[run], kind_));
        const auto& first = *runs_[group.front()];
        Curve curve;
        const auto method = methodTitle(first.summary.method);
        curve.name = group.size() == 1 ? tr("%1, 1 run").arg(method) : tr("%1, %2 runs").arg(method).arg(group.size());
        curve.color = colors[index];
        curve.width = 2.5;
        AccuracyCourse means;
        for (const auto& point : meanCourse(courses)) {
            means.push_back({point.position, point.mean});
            curve.low.push_back((point.mean - point.deviation) * 100);
            curve.high.push_back((point.mean + point.deviation) * 100);
        }
        addCurve(std::move(curve), means, epochCount(first));
    }
}

void AccuracyView::showReadout() {
    const auto point = plot_->currentPoint();
    if (!point || point->curve >= courses_.size()) return frame_->setReadout({});
    const auto& curve = curves_[point->curve];
    const auto& course = courses_[point->curve];
    const auto& [position, accuracy] = course[point->index];
    double best = accuracy;
    for (std::size_t index = 0; index < point->index; ++index) best = std::max(best, course[index].accuracy);
    auto text = tr("%1 after task %2, epoch %3: %4 %")
                    .arg(curve.name)
                    .arg(position.task)
                    .arg(position.epoch)
                    .arg(QString::fromStdString(formatPercent(accuracy)));
    if (!curve.low.empty())
        text += tr(", sd %1").arg((curve.high[point->index] - curve.low[point->index]) / 2, 0, 'f', 2);
    else if (best > accuracy)
        text += tr(" (best before: %1 %)").arg(QString::fromStdString(formatPercent(best)));
    frame_->setReadout(text);
    plot_->setToolTip(text);
}

CsvTable AccuracyView::toTable() const {
    CsvTable table{{"series", "trained_task", "epoch", "kind", "accuracy", "sd"}, {}};
    const QString kind = kind_ == AccuracyKind::ClassIl ? "class_il" : "task_il";
    for (std::size_t index = 0; index < curves_.size(); ++index)
        for (std::size_t at = 0; at < courses_[index].size(); ++at) {
            const auto& [position, accuracy] = courses_[index][at];
            const auto& curve = curves_[index];
            const auto deviation = curve.low.empty() ? QString() : csvNumber((curve.high[at] - curve.low[at]) / 200);
            table.rows.push_back({curve.name, QString::number(position.task), QString::number(position.epoch), kind,
                                  csvNumber(accuracy), deviation});
        }
    return table;
}

} // namespace lightcl
