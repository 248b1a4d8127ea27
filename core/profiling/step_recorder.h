#pragma once

#include "runs/rows.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// The course of one training step's memory: what a ledger tells it after every allocation and release, with the time
/// and what the step was doing. Not thread-safe.
class StepRecorder {
public:
    /// The step begins now, with `phase`. `event` numbers the ledger's allocations and releases, `live` are the bytes
    /// alive after it.
    StepRecorder(std::string phase, std::int64_t event, const MemoryBreakdown& live);

    void enter(std::string phase, std::int64_t event, const MemoryBreakdown& live);
    void note(std::int64_t event, const MemoryBreakdown& live);
    /// Books a living block under another category, from the event on that allocated it.
    void retag(std::int64_t allocated, std::int64_t bytes, MemoryCategory from, MemoryCategory to);

    /// The moments in order, without the category Measuring, thinned to at most `most` (an even number) besides the
    /// first of each phase and the last of all: of every so many consecutive moments the one with the fewest and the
    /// one with the most bytes stay. So the peak stays, and it is the first moment of that height.
    [[nodiscard]] std::vector<StepMomentRow> rows(int task, std::size_t most) const;

private:
    using Clock = std::chrono::steady_clock;
    struct Moment {
        Clock::time_point time;
        std::int64_t event;
        std::size_t phase;
        MemoryBreakdown live;
    };

    [[nodiscard]] std::vector<bool> kept(std::size_t most) const;

    std::vector<std::string> phases_;
    std::vector<Moment> moments_;
};

} // namespace lightcl
