#pragma once

#include "runs/rows.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// Where an epoch lies on the axis of a run's whole course, on which task t takes the unit from t - 1 to t: the middle
/// of epoch `position.epoch` of `epochs`. Runs with different numbers of epochs so line up by task.
double epochCenter(RunPosition position, int epochs);

/// Where a training step lies on that axis: after `step` of `steps` of the epoch.
double stepPosition(RunPosition position, int epochs, int step, int steps);

/// Every epoch of a run in order.
std::vector<RunPosition> allPositions(int tasks, int epochs);

/// "3.2": task and epoch; just "3" for `onlyTask`.
std::string positionLabel(RunPosition position, bool onlyTask);

/// Which of the columns to label so that labels of `labelPixels` do not touch: all; else the first and every n-th epoch
/// of each task; else the first epoch of every n-th task.
std::vector<std::size_t> labelledColumns(const std::vector<RunPosition>& columns, double columnPixels,
                                         double labelPixels);

/// A label and where on an axis it stands.
struct AxisLabel {
    double at = 0;
    std::string text;
    bool operator==(const AxisLabel&) const = default;
};

/// What stands along a course: the epochs (tasks where each has but one) as far as there is room, and beside several
/// epochs the tasks, each over the middle of what is in view of it.
struct CourseLabels {
    std::string title;
    std::vector<AxisLabel> epochs;
    std::vector<AxisLabel> tasks;
};

/// The labels of a course of that many tasks and epochs (0: the runs differ in them) of which `view`, from lower to
/// upper, is `pixels` wide. `widthOf` measures a text in pixels.
CourseLabels courseLabels(int tasks, int epochs, std::pair<double, double> view, double pixels,
                          const std::function<double(const std::string&)>& widthOf);

/// A run of columns of the same task.
struct TaskSpan {
    int task = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    bool operator==(const TaskSpan&) const = default;
};
std::vector<TaskSpan> taskSpans(const std::vector<RunPosition>& columns);

} // namespace lightcl
