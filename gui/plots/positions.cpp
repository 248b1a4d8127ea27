#include "plots/positions.h"

#include <algorithm>
#include <cmath>

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

QString positionLabel(RunPosition position, bool onlyTask) {
    return onlyTask ? QString::number(position.task) : QString("%1.%2").arg(position.task).arg(position.epoch);
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

std::vector<TaskSpan> taskSpans(const std::vector<RunPosition>& columns) {
    std::vector<TaskSpan> spans;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (spans.empty() || spans.back().task != columns[index].task) spans.push_back({columns[index].task, index, 0});
        ++spans.back().count;
    }
    return spans;
}

} // namespace lightcl
