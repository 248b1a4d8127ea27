#pragma once

#include "compare/run_key.h"
#include "figures/run_record.h"
#include "figures/statistics.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A figure over the finished runs of a group that have it, in the figure's own unit.
struct GroupFigure {
    MeanSd mean;
    double least = 0;
    double most = 0;
};

/// Runs that a table of runs shows as one row: the finished ones as `lightcl runs --group-by` counts them, and those
/// that are not finished beside them.
struct ListedGroup {
    std::string label;
    std::vector<RunId> runs; ///< in order
    std::size_t finished = 0;
    std::map<std::string, GroupFigure, std::less<>> figures; ///< results (runs/run_figure.h) by name, where measured
    std::map<std::string, std::string, std::less<>> words;   ///< the other figures, of all its runs

    [[nodiscard]] const GroupFigure* figure(std::string_view name) const;
    /// "ER, 6 runs", "ER, 6 runs (4 finished)".
    [[nodiscard]] std::string title() const;
};

/// The runs by method and setting over seeds, or by a key, in order of each group's first run. Pretrainings and runs
/// whose spec cannot be read are in none. Throws InputError as groupRuns() does.
std::vector<ListedGroup> listedGroups(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by);

/// What `--group-by` and the window take for a grouping: "setting", a figure that is no result, or a setting of the
/// spec. Nothing for "setting": by method and setting. Throws InputError for what is none.
std::optional<RunKey> groupingKey(const std::string& name);

/// The names of keys in which the runs differ, but not all from each other: what grouping them by makes sense, in the
/// order of runKeyNames().
std::vector<std::string> tellingKeys(const std::vector<const RunRecord*>& runs);

/// A group's cell: mean ± sd with its unit where a run's cell has one ("54.44 ± 0.31", "104.0 ± 0.2 MiB"), or the words
/// that its runs have in common, "0–5" for whole numbers, "2 queued, 4 done", "3 values"; empty when there is nothing.
std::string groupCell(const RunFigure& figure, const ListedGroup& group);
/// The same told in full: "class-IL: mean 54.44, sd 0.31, from 53.90 to 55.02 over 6 runs".
std::string groupCellHelp(const RunFigure& figure, const ListedGroup& group);

/// A value of a figure for people, as a run's cell shows it.
std::string figureValueText(const RunFigure& figure, double value);

} // namespace lightcl
