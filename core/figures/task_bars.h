#pragma once

#include "figures/color.h"
#include "figures/statistics.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// One of the bars that every task has: a method and setting over its seeds.
struct TaskSeries {
    std::string name;
    Color color;
    bool hatched = false;                                     ///< the second kind beside the first
    std::vector<std::vector<std::optional<double>>> values{}; ///< one list a task, task 1 first: a value for each run
    std::vector<std::pair<std::string, double>> levels{};     ///< lines across all tasks, "predicted", each with a name

    /// Over the runs that have the task's value; none when no run has.
    [[nodiscard]] std::optional<MeanSd> bar(int task) const;
};

/// A value of every task, as bars side by side with a point for each run.
struct TaskBars {
    std::string title;
    std::string caption; ///< what is shown and how it was counted, in whole sentences
    std::string axis;    ///< what a bar is as high as, with its unit
    int tasks = 1;
    std::vector<TaskSeries> series;

    /// Whether no bar has a height.
    [[nodiscard]] bool empty() const;
    /// The lowest and highest of bars, points, spreads, levels and zero; none where there is nothing.
    [[nodiscard]] std::optional<std::pair<double, double>> range() const;
    /// A row for each bar that is there: series, task, mean, sd, runs; the values as they are drawn.
    [[nodiscard]] Table toTable() const;
};

/// Where the bar of a series stands on the course, on which task t takes the unit from t - 1 to t: its middle and its
/// width.
struct BarPlace {
    double middle = 0;
    double width = 0;
};
BarPlace barPlace(int task, std::size_t series, std::size_t count);

} // namespace lightcl
