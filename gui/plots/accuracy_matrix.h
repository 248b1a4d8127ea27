#pragma once

#include "export/csv.h"
#include "plots/accuracy_course.h"

namespace lightcl {

/// R[i][j]: accuracy on task j after the last epoch of task i; tasks count from 1. Task 0 is the untrained network.
class AccuracyMatrix {
public:
    AccuracyMatrix() = default;
    AccuracyMatrix(const RunData& run, AccuracyKind kind);

    [[nodiscard]] int tasks() const { return tasks_; }
    [[nodiscard]] std::optional<double> at(int trainedTask, int evalTask) const;
    /// The first row, when there is one: 0 when the untrained network was measured, else 1.
    [[nodiscard]] int firstTrainedTask() const { return untrained_ ? 0 : 1; }
    [[nodiscard]] bool empty() const;
    /// A line per trained task, a column per evaluated task; empty where not measured.
    [[nodiscard]] CsvTable toTable() const;

private:
    int tasks_ = 0;
    bool untrained_ = false;
    std::vector<std::optional<double>> values_; ///< (tasks + 1) x tasks, row by row
};

/// A figure that sums a run up, such as forgetting; in [0,1] or, for transfers, [-1,1].
struct SummaryFigure {
    QString name;
    QString meaning; ///< one line
    std::optional<double> value;
};
/// Average accuracy, forgetting, backward and forward transfer, learning accuracy, as the store computed them.
std::vector<SummaryFigure> summaryFigures(const RunSummary& run, AccuracyKind kind);

} // namespace lightcl
