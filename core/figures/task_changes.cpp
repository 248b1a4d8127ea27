#include "figures/task_changes.h"

#include "figures/run_groups.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

int lastTrained(const AccuracyMatrix& matrix) {
    for (int trained = matrix.tasks(); trained > 0; --trained)
        for (int task = 1; task <= matrix.tasks(); ++task)
            if (matrix.at(trained, task)) return trained;
    return 0;
}

std::optional<double> difference(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional(*a - *b) : std::nullopt;
}

/// The highest accuracy on a task from its own training to the task before the last.
std::optional<double> bestBefore(const AccuracyMatrix& matrix, int task, int last) {
    std::optional<double> best;
    for (int trained = 1; trained < last; ++trained)
        if (const auto accuracy = matrix.at(trained, task)) best = std::max(best.value_or(*accuracy), *accuracy);
    return best;
}

std::optional<double> changeOf(const AccuracyMatrix& matrix, TaskChange change, int task, int last) {
    const auto own = matrix.at(task, task);
    const auto end = matrix.at(last, task);
    switch (change) {
    case TaskChange::Forgetting:
        return task < last ? difference(bestBefore(matrix, task, last), end) : std::nullopt;
    case TaskChange::BackwardTransfer:
        return task < last ? difference(end, own) : std::nullopt;
    case TaskChange::ForwardTransfer:
        return task > 1 ? difference(matrix.at(task - 1, task), matrix.at(0, task)) : std::nullopt;
    case TaskChange::LearningAccuracy:
        return own;
    case TaskChange::FinalAccuracy:
        return task <= last ? end : std::nullopt;
    }
    return std::nullopt;
}

TaskSeries seriesOf(const std::vector<DrawnRun>& runs, const RunGroup& group, TaskChange change, AccuracyKind kind,
                    int tasks) {
    TaskSeries series{group.label, runs[group.runs.front()].groupColor};
    series.values.resize(static_cast<std::size_t>(tasks));
    for (const std::size_t run : group.runs) {
        const auto changes = taskChanges(AccuracyMatrix(*runs[run].run, kind), change);
        for (std::size_t task = 0; task < series.values.size(); ++task)
            series.values[task].push_back(task < changes.size() ? changes[task] : std::nullopt);
    }
    for (auto& values : series.values)
        for (auto& value : values)
            if (value) *value *= 100;
    return series;
}

} // namespace

std::string_view titleOf(TaskChange change) {
    switch (change) {
    case TaskChange::Forgetting:
        return "forgetting";
    case TaskChange::BackwardTransfer:
        return "backward transfer";
    case TaskChange::ForwardTransfer:
        return "forward transfer";
    case TaskChange::LearningAccuracy:
        return "learning accuracy";
    case TaskChange::FinalAccuracy:
        return "final accuracy";
    }
    return {};
}

std::string_view meaningOf(TaskChange change) {
    switch (change) {
    case TaskChange::Forgetting:
        return "How far each task's accuracy fell from its best before the last task.";
    case TaskChange::BackwardTransfer:
        return "How each task's accuracy changed since its own training.";
    case TaskChange::ForwardTransfer:
        return "Each task's accuracy before its training, above the untrained network's; by task-IL accuracy.";
    case TaskChange::LearningAccuracy:
        return "Each task's accuracy just after its training.";
    case TaskChange::FinalAccuracy:
        return "Each task's accuracy after the last task.";
    }
    return {};
}

std::vector<std::optional<double>> taskChanges(const AccuracyMatrix& matrix, TaskChange change) {
    const int last = lastTrained(matrix);
    std::vector<std::optional<double>> changes;
    for (int task = 1; task <= matrix.tasks(); ++task) changes.push_back(changeOf(matrix, change, task, last));
    return changes;
}

TaskBars taskChangeBars(const std::vector<DrawnRun>& runs, TaskChange change, const std::vector<AccuracyKind>& kinds) {
    TaskBars bars;
    bars.title = fmt::format("{} of each task", titleOf(change));
    bars.title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(bars.title.front())));
    const bool one = kinds.size() == 1;
    bars.caption = fmt::format("{} Bars are means over the runs that differ in the seed only, with one standard "
                               "deviation to both sides; each point is a run.{}",
                               meaningOf(change), one ? "" : " Hatched: task-IL.");
    bars.axis =
        one ? fmt::format("{} {}, %", titleOf(kinds.front()), titleOf(change)) : fmt::format("{}, %", titleOf(change));
    for (const auto& drawn : runs) bars.tasks = std::max(bars.tasks, taskCount(*drawn.run));
    for (const auto& group : runGroups(recordsOf(runs)))
        for (const auto kind : kinds) {
            auto series = seriesOf(runs, group, change, kind, bars.tasks);
            series.hatched = kind != kinds.front();
            if (!one) series.name += fmt::format(", {}", titleOf(kind));
            bars.series.push_back(std::move(series));
        }
    return bars;
}

} // namespace lightcl
