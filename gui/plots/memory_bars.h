#pragma once

#include "export/csv.h"
#include "reading/run_data.h"

#include <QString>
#include <array>
#include <optional>
#include <vector>

namespace lightcl {

/// A bar of the memory plot: bytes by category of one source of one run.
struct MemoryBar {
    std::size_t run = 0; ///< index into the runs shown
    std::string source;  ///< "exact", "paper" or "measured"
    int task = 0;        ///< of a measured bar: the task of this peak
    MemoryBreakdown bytes;
    std::optional<std::int64_t> peakRssBytes; ///< on the last measured bar of a run: its process's peak
    bool operator==(const MemoryBar&) const = default;
};

/// Where a category's piece lies in its bar, in bytes.
struct MemoryPiece {
    MemoryCategory category = MemoryCategory::Weights;
    std::int64_t from = 0;
    std::int64_t to = 0;
    bool operator==(const MemoryPiece&) const = default;
};

/// The bars of the runs in order: predicted (exact, then paper), then measured: the task with the largest peak, or with
/// `everyTask` each task. A source without rows has no bar.
std::vector<MemoryBar> memoryBars(const std::vector<RunDataPtr>& runs, bool everyTask);

/// The pieces of a bar in the order of the categories, empty ones left out; measuring data comes last, as it is in no
/// total.
std::vector<MemoryPiece> stackedPieces(const MemoryBreakdown& bytes);

/// What a bar is called: "predicted", "paper", "measured", "task 3".
QString barLabel(const MemoryBar& bar, bool everyTask);

/// Columns run_id, method, seed, source, task, category, bytes.
CsvTable memoryTable(const std::vector<RunDataPtr>& runs, const std::vector<MemoryBar>& bars);

} // namespace lightcl
