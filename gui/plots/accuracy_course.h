#pragma once

#include "reading/run_data.h"

#include <optional>
#include <vector>

namespace lightcl {

enum class AccuracyKind { ClassIl, TaskIl };

/// An accuracy over a run's course; in [0,1].
struct AccuracyPoint {
    RunPosition position;
    double accuracy = 0;
};
using AccuracyCourse = std::vector<AccuracyPoint>;

/// A row's accuracy of that kind, if it has one.
std::optional<double> accuracyOf(const AccuracyRow& row, AccuracyKind kind);

/// Tasks and epochs of a run; from its rows where the run does not say, and at least 1.
int taskCount(const RunData& run);
int epochCount(const RunData& run);

/// For each task (index 0 is task 1) its accuracy after every epoch since its training began.
std::vector<AccuracyCourse> taskCourses(const RunData& run, AccuracyKind kind);

/// After every epoch the mean accuracy of the tasks met so far.
AccuracyCourse averageCourse(const RunData& run, AccuracyKind kind);

/// Runs that differ in their seed only: indices into `runs`, groups in order of first appearance.
std::vector<std::vector<std::size_t>> seedGroups(const std::vector<RunDataPtr>& runs);

/// Mean and sample standard deviation over runs at one position.
struct MeanPoint {
    RunPosition position;
    double mean = 0;
    double deviation = 0; ///< 0 for a single run
    int runs = 0;
};
/// At every position that any of the courses has, over those that have it.
std::vector<MeanPoint> meanCourse(const std::vector<AccuracyCourse>& courses);

} // namespace lightcl
