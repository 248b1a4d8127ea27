#include "figures/accuracy_course.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>

namespace lightcl {

namespace {

/// The last epoch with rows of each trained task, index 0 the untrained network.
std::vector<int> lastEpochs(const RunRecord& run, int tasks) {
    std::vector<int> last(static_cast<std::size_t>(tasks) + 1, -1);
    for (const auto& row : run.accuracies)
        if (row.trainedTask >= 0) {
            auto& epoch = last[static_cast<std::size_t>(row.trainedTask)];
            epoch = std::max(epoch, row.epoch);
        }
    return last;
}

} // namespace

std::vector<AccuracyCourse> taskCourses(const RunRecord& run, AccuracyKind kind) {
    std::vector<AccuracyCourse> courses(static_cast<std::size_t>(taskCount(run)));
    for (const auto& row : run.accuracies) {
        const auto accuracy = isOfTaskMet(row) ? accuracyOf(row, kind) : std::nullopt;
        if (!accuracy) continue;
        courses[static_cast<std::size_t>(row.evalTask) - 1].push_back({{row.trainedTask, row.epoch}, *accuracy});
    }
    for (auto& course : courses) std::ranges::sort(course, {}, &AccuracyPoint::position);
    return courses;
}

AccuracyCourse averageCourse(const RunRecord& run, AccuracyKind kind) {
    std::map<RunPosition, std::vector<AccuracyRow>> moments;
    for (const auto& row : run.accuracies) moments[{row.trainedTask, row.epoch}].push_back(row);
    AccuracyCourse average;
    for (const auto& [position, rows] : moments)
        if (const auto mean = meanOverTasksMet(rows, kind)) average.push_back({position, *mean});
    return average;
}

AccuracyCourse taskEnds(const AccuracyCourse& course) {
    std::map<int, AccuracyPoint> last;
    for (const auto& point : course) {
        const auto known = last.find(point.position.task);
        if (known == last.end() || known->second.position < point.position) last[point.position.task] = point;
    }
    AccuracyCourse ends;
    for (const auto& [task, point] : last) ends.push_back({{task, 1}, point.accuracy});
    return ends;
}

std::vector<MeanPoint> meanCourse(const std::vector<AccuracyCourse>& courses) {
    std::map<RunPosition, std::vector<std::optional<double>>> values;
    for (const auto& course : courses)
        for (const auto& point : course) values[point.position].emplace_back(point.accuracy);
    std::vector<MeanPoint> means;
    for (const auto& [position, at] : values) means.push_back({position, *meanSd(at)});
    return means;
}

AccuracyMatrix::AccuracyMatrix(const RunRecord& run, AccuracyKind kind)
    : tasks_(taskCount(run)), values_(static_cast<std::size_t>(tasks_ + 1) * static_cast<std::size_t>(tasks_)) {
    const auto last = lastEpochs(run, tasks_);
    for (const auto& row : run.accuracies) {
        if (row.trainedTask < 0 || row.evalTask < 1) continue;
        const auto trained = static_cast<std::size_t>(row.trainedTask);
        if (row.epoch != last[trained]) continue;
        const auto accuracy = accuracyOf(row, kind);
        values_[trained * static_cast<std::size_t>(tasks_) + static_cast<std::size_t>(row.evalTask) - 1] = accuracy;
        if (trained == 0 && accuracy) untrained_ = true;
    }
}

std::optional<double> AccuracyMatrix::at(int trainedTask, int evalTask) const {
    if (trainedTask < 0 || trainedTask > tasks_ || evalTask < 1 || evalTask > tasks_) return std::nullopt;
    return values_[static_cast<std::size_t>(trainedTask) * static_cast<std::size_t>(tasks_) +
                   static_cast<std::size_t>(evalTask) - 1];
}

bool AccuracyMatrix::empty() const {
    return std::none_of(values_.begin(), values_.end(), [](const auto& value) { return value.has_value(); });
}

Table AccuracyMatrix::toTable() const {
    Table table;
    table.addColumn("trained_task");
    for (int task = 1; task <= tasks_; ++task) table.addColumn(fmt::format("task_{}", task));
    for (int trained = firstTrainedTask(); trained <= tasks_; ++trained) {
        std::vector<std::string> row{std::to_string(trained)};
        for (int task = 1; task <= tasks_; ++task)
            row.push_back(csvNumber(at(trained, task).value_or(std::numeric_limits<double>::quiet_NaN())));
        table.addRow(std::move(row));
    }
    return table;
}

std::vector<SummaryFigure> summaryFigures(const RunSummary& run, AccuracyKind kind) {
    const bool classIl = kind == AccuracyKind::ClassIl;
    return {
        {"average", "mean accuracy on all tasks after the last", classIl ? run.classIl : run.taskIl},
        {"forgetting", "mean loss of accuracy since each earlier task's best",
         classIl ? run.forgetting : run.forgettingTaskIl},
        {"BWT", "backward transfer: mean change of accuracy since each task was learned",
         classIl ? run.bwt : run.bwtTaskIl},
        {"FWT", "forward transfer: mean accuracy before training a task, above the untrained network's", run.fwt},
        {"learning accuracy", "mean accuracy on each task just after it was trained",
         classIl ? run.learningAccuracy : run.learningAccuracyTaskIl},
    };
}

} // namespace lightcl
