#pragma once

#include "figures/accuracy_course.h"
#include "figures/drawn_runs.h"

#include <vector>

namespace lightcl {

/// Forgetting curves: each task's accuracy (in %) over the run, their mean on top.
CurvesFigure taskAccuracies(const RunRecord& run, AccuracyKind kind);

/// Each run's mean accuracy over the tasks met so far; the first run's line is the thickest.
CurvesFigure averageAccuracies(const std::vector<DrawnRun>& runs, AccuracyKind kind);

/// Which of the points are drawn.
enum class CoursePoints { Epochs, TaskEnds };

/// The same as mean and sample standard deviation over the runs of each group.
CurvesFigure groupAccuracies(const std::vector<DrawnRun>& runs, AccuracyKind kind, CoursePoints points);

/// Columns series, trained_task, epoch, kind, accuracy, sd; accuracies in [0,1].
Table accuracyTable(const CurvesFigure& figure, AccuracyKind kind);

} // namespace lightcl
