#include "figures/accuracy_figures.h"

#include "figures/course.h"
#include "figures/run_groups.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace lightcl {

namespace {

constexpr auto kWhatKindsAre =
    "Class-IL takes the argmax over all classes seen so far, task-IL over the classes of the sample's own task.";

CurvesFigure accuracyFigure(AccuracyKind kind) {
    CurvesFigure figure;
    figure.left = {fmt::format("{} accuracy, %", titleOf(kind)), kPercentRange, false};
    return figure;
}

void addCurve(CurvesFigure& figure, FigureCurve curve, const AccuracyCourse& course, int epochs) {
    if (course.empty()) return;
    for (const auto& [position, accuracy] : course) {
        curve.positions.push_back(position);
        curve.x.push_back(epochCenter(position, epochs));
        curve.y.push_back(accuracy * 100);
    }
    curve.dots = course.size() <= kPointsWithDots;
    figure.curves.push_back(std::move(curve));
}

} // namespace

CurvesFigure taskAccuracies(const RunRecord& run, AccuracyKind kind) {
    auto figure = accuracyFigure(kind);
    figure.title = "Accuracy of each task over training";
    figure.caption = fmt::format("Test accuracy of each task from its training on, and their mean over the tasks met "
                                 "so far. {}",
                                 kWhatKindsAre);
    figure.tasks = taskCount(run);
    figure.epochs = epochCount(run);
    const auto courses = taskCourses(run, kind);
    for (std::size_t task = 0; task < courses.size(); ++task) {
        FigureCurve curve;
        curve.name = fmt::format("task {}", task + 1);
        curve.color = seriesColor(task, courses.size());
        addCurve(figure, std::move(curve), courses[task], figure.epochs);
    }
    FigureCurve average;
    average.name = "average";
    average.width = 3;
    addCurve(figure, std::move(average), averageCourse(run, kind), figure.epochs);
    return figure;
}

CurvesFigure averageAccuracies(const std::vector<DrawnRun>& runs, AccuracyKind kind) {
    auto figure = accuracyFigure(kind);
    figure.title = "Mean accuracy over the tasks met so far";
    figure.caption = fmt::format("Test accuracy, averaged over the tasks met so far. {}", kWhatKindsAre);
    setCourse(figure, runs);
    const auto labels = runLabels(recordsOf(runs));
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto& run = *runs[index].run;
        FigureCurve curve;
        curve.name = labels[index];
        curve.color = runs[index].color;
        curve.width = index == 0 ? 3 : 2;
        addCurve(figure, std::move(curve), averageCourse(run, kind), epochCount(run));
    }
    return figure;
}

CurvesFigure groupAccuracies(const std::vector<DrawnRun>& runs, AccuracyKind kind, CoursePoints points) {
    auto figure = accuracyFigure(kind);
    const bool onlyEnds = points == CoursePoints::TaskEnds;
    figure.title = onlyEnds ? "Mean accuracy after each task" : "Mean accuracy over the tasks met so far";
    figure.caption = fmt::format("Test accuracy averaged over the tasks met so far, mean over seeds; bands show one "
                                 "sample standard deviation. {}",
                                 kWhatKindsAre);
    setCourse(figure, runs);
    if (onlyEnds) figure.epochs = 1;
    for (const auto& group : runGroups(recordsOf(runs))) {
        const auto& first = runs[group.runs.front()];
        std::vector<AccuracyCourse> courses;
        for (const auto index : group.runs) {
            auto course = averageCourse(*runs[index].run, kind);
            courses.push_back(onlyEnds ? taskEnds(course) : std::move(course));
        }
        FigureCurve curve;
        curve.name = fmt::format("{}, {} run{}", group.label, group.runs.size(), group.runs.size() == 1 ? "" : "s");
        curve.color = first.groupColor;
        curve.width = 2.5;
        AccuracyCourse means;
        bool anyDeviation = false;
        for (const auto& [position, accuracy] : meanCourse(courses)) {
            means.push_back({position, accuracy.mean});
            curve.deviation.push_back(100 * accuracy.sd.value_or(std::numeric_limits<double>::quiet_NaN()));
            anyDeviation = anyDeviation || accuracy.sd.has_value();
        }
        if (!anyDeviation) curve.deviation.clear();
        addCurve(figure, std::move(curve), means, onlyEnds ? 1 : epochCount(*first.run));
    }
    return figure;
}

Table accuracyTable(const CurvesFigure& figure, AccuracyKind kind) {
    Table table;
    for (const auto* title : {"series", "trained_task", "epoch", "kind", "accuracy", "sd"}) table.addColumn(title);
    for (const auto& curve : figure.curves)
        for (std::size_t at = 0; at < curve.y.size(); ++at) {
            const auto& position = curve.positions[at];
            table.addRow({curve.name, std::to_string(position.task), std::to_string(position.epoch),
                          std::string(columnNameOf(kind)), csvNumber(curve.y[at] / 100),
                          curve.deviation.empty() ? std::string() : csvNumber(curve.deviation[at] / 100)});
        }
    return table;
}

} // namespace lightcl
