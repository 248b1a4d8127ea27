#pragma once

#include "figures/run_record.h"
#include "figures/statistics.h"
#include "runs/accuracy.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// An accuracy over a run's course; in [0,1].
struct AccuracyPoint {
    RunPosition position;
    double accuracy = 0;
    bool operator==(const AccuracyPoint&) const = default;
};
using AccuracyCourse = std::vector<AccuracyPoint>;

/// For each task (index 0 is task 1) its accuracy after every epoch since its training began.
std::vector<AccuracyCourse> taskCourses(const RunRecord& run, AccuracyKind kind);

/// After every epoch the mean accuracy of the tasks met so far.
AccuracyCourse averageCourse(const RunRecord& run, AccuracyKind kind);

/// Of each task's points the last, standing for the task: its epoch is 1.
AccuracyCourse taskEnds(const AccuracyCourse& course);

/// Mean and sample standard deviation over runs at one position.
struct MeanPoint {
    RunPosition position;
    MeanSd accuracy;
};
/// At every position that any of the courses has, over those that have it.
std::vector<MeanPoint> meanCourse(const std::vector<AccuracyCourse>& courses);

/// R[i][j]: accuracy on task j after the last epoch of task i; tasks count from 1. Task 0 is the untrained network.
class AccuracyMatrix {
public:
    AccuracyMatrix() = default;
    AccuracyMatrix(const RunRecord& run, AccuracyKind kind);

    [[nodiscard]] int tasks() const { return tasks_; }
    [[nodiscard]] std::optional<double> at(int trainedTask, int evalTask) const;
    /// The first row, when there is one: 0 when the untrained network was measured, else 1.
    [[nodiscard]] int firstTrainedTask() const { return untrained_ ? 0 : 1; }
    [[nodiscard]] bool empty() const;
    /// A line per trained task, a column per evaluated task; empty where not measured.
    [[nodiscard]] Table toTable() const;

private:
    int tasks_ = 0;
    bool untrained_ = false;
    std::vector<std::optional<double>> values_; ///< (tasks + 1) x tasks, row by row
};

/// A figure that sums a run up, such as forgetting; in [0,1] or, for transfers, [-1,1].
struct SummaryFigure {
    std::string name;
    std::string meaning; ///< one line
    std::optional<double> value;
};
/// Average accuracy, forgetting, backward and forward transfer, learning accuracy, as the store computed them.
std::vector<SummaryFigure> summaryFigures(const RunSummary& run, AccuracyKind kind);

} // namespace lightcl
