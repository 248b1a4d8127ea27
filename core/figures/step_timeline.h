#pragma once

#include "runs/rows.h"
#include "text/table.h"

#include <cstdint>
#include <string>
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

/// How far the axes of several steps go that are to be compared.
struct StepReach {
    std::int64_t bytes = 0;
    double seconds = 0;

    void extendTo(const StepTimeline& timeline);
    bool operator==(const StepReach&) const = default;
};

/// The tasks whose step was recorded, in order.
std::vector<int> recordedTasks(const std::vector<StepMomentRow>& rows);

/// The recorded step of a task; for task 0 the one with the most bytes of all. Empty when none was recorded.
StepTimeline stepTimeline(const std::vector<StepMomentRow>& rows, int task);

/// What goes on from one moment until another begins.
struct PhaseSpan {
    std::string text;
    std::size_t first = 0;
    std::size_t end = 0;
    bool operator==(const PhaseSpan&) const = default;
};

/// What is done: "data", "forward", "backward", …; spans without a break between them that are alike are one.
std::vector<PhaseSpan> activitySpans(const StepTimeline& timeline);
/// The stage or block it is done in: "layer1"; gaps where it is done in none.
std::vector<PhaseSpan> stageSpans(const StepTimeline& timeline);

/// Columns run_id, method, seed, task, moment, seconds, phase, category, bytes.
Table stepTable(const RunSummary& run, const StepTimeline& timeline);

} // namespace lightcl
