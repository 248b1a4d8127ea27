#pragma once

#include "export/csv.h"
#include "reading/run_data.h"

#include <QString>
#include <vector>

namespace lightcl {

/// The memory of one training step of a task; the bytes of a moment are alive until the next.
struct StepTimeline {
    int task = 0;
    std::vector<StepMomentRow> moments;

    [[nodiscard]] bool empty() const { return moments.empty(); }
    /// The first moment with the most bytes. Not for an empty one.
    [[nodiscard]] std::size_t peak() const;
    /// The moment that `seconds` belongs to: the last that had begun.
    [[nodiscard]] std::size_t momentAt(double seconds) const;
    /// The categories that have bytes at some moment, in the order to stack them: what lasts below what comes and goes.
    [[nodiscard]] std::vector<MemoryCategory> categories() const;
    bool operator==(const StepTimeline&) const = default;
};

/// The tasks whose step was recorded, in order.
std::vector<int> recordedTasks(const RunData& run);

/// The step of a task; of the task with the largest peak for task 0. Empty when none was recorded.
StepTimeline stepTimeline(const RunData& run, int task);

/// What goes on from one moment until another begins.
struct PhaseSpan {
    QString text;
    std::size_t first = 0;
    std::size_t end = 0;
    bool operator==(const PhaseSpan&) const = default;
};

/// What is done: "data", "forward", "backward", …; spans without a break between them that are alike are one.
std::vector<PhaseSpan> activitySpans(const StepTimeline& timeline);
/// The stage or block it is done in: "layer1"; gaps where it is done in none.
std::vector<PhaseSpan> stageSpans(const StepTimeline& timeline);

/// Columns run_id, method, seed, task, moment, seconds, phase, category, bytes.
CsvTable stepTable(const RunData& run, const StepTimeline& timeline);

/// The predicted peak of the run, exact convention; 0 when there is none.
std::int64_t predictedPeak(const RunData& run);
/// The measured peak of a task, in its steps and between them; 0 before its first epoch is over.
std::int64_t measuredPeak(const RunData& run, int task);

} // namespace lightcl
