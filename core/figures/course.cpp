#include "figures/course.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr int kNiceSteps[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};

int niceStepAtLeast(double wanted) {
    for (const int step : kNiceSteps)
        if (step >= wanted) return step;
    return static_cast<int>(std::ceil(wanted));
}

int largestEpoch(const std::vector<RunPosition>& columns) {
    int largest = 0;
    for (const auto& column : columns) largest = std::max(largest, column.epoch);
    return largest;
}

} // namespace

double epochCenter(RunPosition position, int epochs) {
    return position.task - 1 + (position.epoch - 0.5) / std::max(1, epochs);
}

double stepPosition(RunPosition position, int epochs, int step, int steps) {
    const double within = steps > 0 ? static_cast<double>(step) / steps : 1;
    return position.task - 1 + (position.epoch - 1 + within) / std::max(1, epochs);
}

std::vector<RunPosition> allPositions(int tasks, int epochs) {
    std::vector<RunPosition> positions;
    for (int task = 1; task <= tasks; ++task)
        for (int epoch = 1; epoch <= epochs; ++epoch) positions.push_back({task, epoch});
    return positions;
}

std::string positionLabel(RunPosition position, bool onlyTask) {
    return onlyTask ? std::to_string(position.task) : fmt::format("{}.{}", position.task, position.epoch);
}

std::vector<std::size_t> labelledColumns(const std::vector<RunPosition>& columns, double columnPixels,
                                         double labelPixels) {
    std::vector<std::size_t> chosen;
    if (columns.empty() || columnPixels <= 0) return chosen;
    const int columnsApart = niceStepAtLeast(labelPixels / columnPixels);
    const int epochs = std::max(1, largestEpoch(columns));
    const bool withinTasks = columnsApart < epochs;
    const int tasksApart = withinTasks ? 1 : niceStepAtLeast(labelPixels / (columnPixels * epochs));
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const auto [task, epoch] = columns[index];
        const bool roomBeforeNextTask = epoch == 1 || epochs - (epoch - 1) >= columnsApart;
        const bool epochFits = withinTasks ? (epoch - 1) % columnsApart == 0 && roomBeforeNextTask : epoch == 1;
        if (epochFits && (task - 1) % tasksApart == 0) chosen.push_back(index);
    }
    return chosen;
}

CourseLabels courseLabels(int tasks, int epochs, std::pair<double, double> view, double pixels,
                          const std::function<double(const std::string&)>& widthOf) {
    constexpr double gap = 8;
    const auto [lower, upper] = view;
    const double taskPixels = pixels / (upper - lower);
    const bool onlyTask = epochs <= 1;
    const auto columns = allPositions(tasks, std::max(1, epochs));
    double widest = 0;
    for (const auto& column : columns) widest = std::max(widest, widthOf(positionLabel(column, onlyTask)) + gap);
    CourseLabels labels;
    labels.title = onlyTask ? "trained task" : "trained task.epoch";
    for (const auto index : labelledColumns(columns, taskPixels / std::max(1, epochs), widest))
        labels.epochs.push_back(
            {epochCenter(columns[index], std::max(1, epochs)), positionLabel(columns[index], onlyTask)});
    for (int task = 1; task <= tasks && !onlyTask; ++task) {
        const double begin = std::max(lower, task - 1.0);
        const double end = std::min(upper, static_cast<double>(task));
        for (const auto& text : {fmt::format("Task {}", task), std::to_string(task)}) {
            if (widthOf(text) > (end - begin) * taskPixels - gap / 2) continue;
            labels.tasks.push_back({(begin + end) / 2, text});
            break;
        }
    }
    return labels;
}

std::vector<TaskSpan> taskSpans(const std::vector<RunPosition>& columns) {
    std::vector<TaskSpan> spans;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (spans.empty() || spans.back().task != columns[index].task) spans.push_back({columns[index].task, index, 0});
        ++spans.back().count;
    }
    return spans;
}

} // namespace lightcl
