#pragma once

#include "figures/drawn_runs.h"
#include "text/table.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// An axis of parallel coordinates: the method, a setting in which the runs differ, or a result.
struct ParallelAxis {
    std::string title;                     ///< "buffer_size", "class-IL, %"
    std::vector<std::string> categories{}; ///< of an axis of words, from bottom to top; empty: of numbers
    bool logarithmic = false;              ///< of positive numbers that differ by two orders of magnitude or more
    double low = 0;                        ///< of the numbers, in the unit that is shown
    double high = 0;
    std::vector<std::optional<double>> values{}; ///< of each run, or the place of its category; none: it has none
    std::vector<std::string> texts{};            ///< of each run, for people; empty: it has none

    /// Where a value stands, in [0,1] from bottom to top.
    [[nodiscard]] double placeOf(double value) const;
    /// Where a run's value stands. Below all values, at 0, those that have none.
    [[nodiscard]] double placeOfRun(std::size_t run) const;
    [[nodiscard]] bool hasRunsWithout() const;
};

/// Runs as lines across axes: what was set, then what came out.
struct ParallelAxes {
    std::vector<ParallelAxis> axes;
    std::vector<RunId> runs;
    std::vector<std::string> labels;
    std::vector<Color> colors;      ///< of each run: its group's
    std::vector<std::string> notes; ///< what was left out, a sentence each

    [[nodiscard]] Table toTable() const;
};

/// A part of an axis that is asked for, in places from 0 to 1.
struct AxisBrush {
    std::size_t axis = 0;
    double low = 0;
    double high = 1;
    bool operator==(const AxisBrush&) const = default;
};

/// The finished runs across the method (where there are several), every setting in which two of them differ, the seed
/// left out, and the results that tables of methods have, as far as any of them was measured.
ParallelAxes parallelAxes(const std::vector<DrawnRun>& runs);

/// Which runs lie within all brushes.
std::vector<bool> withinBrushes(const ParallelAxes& axes, const std::vector<AxisBrush>& brushes);

/// "12 runs across 3 settings and 5 results"; with brushes "4 of 12 runs have buffer_size 200 to 500, class-IL, % 40.1
/// to 55.2".
std::string parallelSentence(const ParallelAxes& axes, const std::vector<AxisBrush>& brushes);

} // namespace lightcl
