#pragma once

#include "base/memory_category.h"
#include "runs/rows.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lightcl {

/// Bytes by category of one source of one run, at a peak.
struct MemoryBar {
    std::size_t run = 0; ///< its place among the runs that are drawn together
    std::string source;  ///< "exact", "paper" or "measured"
    int task = 0;        ///< of a measured bar: the task of this peak
    MemoryBreakdown bytes;
    std::optional<std::int64_t> peakRssBytes; ///< on the last measured bar of a run: its process's peak
    bool operator==(const MemoryBar&) const = default;
};

/// Which bars a run has: what was predicted (exact, then paper) and the task with the largest measured peak; with that
/// every task instead; or one alone, the measured peak, before there is one the predicted.
enum class BarDetail { Sources, EveryTask, OnePerRun };

/// The bars of a run in that order. A source without rows has none.
std::vector<MemoryBar> memoryBars(const std::vector<MemoryRow>& rows, std::optional<std::int64_t> peakRssBytes,
                                  BarDetail detail = BarDetail::Sources, std::size_t run = 0);

/// The peak of a source in one task (0 for what is predicted), all categories but measuring; 0 without rows.
std::int64_t peakOf(const std::vector<MemoryRow>& rows, std::string_view source, int task);

/// Where a category's piece lies in its bar, in bytes.
struct MemoryPiece {
    MemoryCategory category = MemoryCategory::Weights;
    std::int64_t from = 0;
    std::int64_t to = 0;
    bool operator==(const MemoryPiece&) const = default;
};

/// The pieces of a bar in the order of the categories, empty ones left out; measuring data comes last, as it is in no
/// total.
std::vector<MemoryPiece> stackedPieces(const MemoryBreakdown& bytes);

/// What a bar is called: "predicted", "paper", "measured"; "task 3" where every task has one.
std::string barLabel(const MemoryBar& bar, bool everyTask = false);

/// The title of a figure of a run's bars, and its caption: where they come from, and what is left out of them.
inline constexpr const char* kMemoryTitle = "Peak memory by category";
std::string memoryCaption(const std::vector<MemoryBar>& bars);

/// How far the axis of such bars reaches. A budget far beyond the longest would leave nothing of them to see: it is
/// then `beyond` the axis, to be marked at its edge.
struct BudgetPlace {
    double reach = 0;
    bool beyond = false;
};
BudgetPlace budgetPlace(double longest, double budget);

/// Columns run_id, method, seed, source, task, category, bytes; bars by their place among the runs.
Table memoryTable(const std::vector<const RunSummary*>& runs, const std::vector<MemoryBar>& bars);

} // namespace lightcl
