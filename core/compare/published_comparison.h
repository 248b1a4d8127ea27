#pragma once

#include "catalog/published_result.h"
#include "figures/run_record.h"
#include "figures/statistics.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A figure of ours beside the published one.
struct FigureBeside {
    std::optional<MeanSd> ours;
    std::optional<double> published;
    std::optional<double> publishedSd; ///< over the table's runs; none: computed there, not measured

    /// Ours less theirs.
    [[nodiscard]] std::optional<double> difference() const;
    /// Whether the difference is more than two of its standard errors, sqrt(sd²/n + sd²/n); of few runs a rough guide,
    /// and no test. False where one side has no deviation.
    [[nodiscard]] bool isMarked(int publishedRuns) const;
};

/// A row of a published table with a group of our runs of that method and data set, if there is one.
struct RowBeside {
    const PublishedTable* table = nullptr;
    const PublishedResult* published = nullptr;
    std::string group; ///< ours; empty: none
    std::vector<RunId> runs;
    FigureBeside classIl, taskIl;   ///< in %
    FigureBeside trainingFlops;     ///< of the whole training
    FigureBeside peakMebibytes;     ///< by the paper's accounting
    std::vector<std::string> other; ///< what a fair cell would need: "epochs = 1, published 50"
};

/// The rows of the published tables on the data sets that any of the runs has (of all, without runs of any), in their
/// order, each with every group of finished runs of that method there.
std::vector<RowBeside> besidePublished(const std::vector<const RunRecord*>& runs);

/// A line each: data set, method, our group and its runs, ours, published and difference of each figure, and what a
/// fair cell would need. Marked differences have a star.
Table publishedTable(const std::vector<RowBeside>& rows);

/// What the table is, whose it is and how differences are marked, in whole sentences.
std::string publishedCaption(const std::vector<RowBeside>& rows);

} // namespace lightcl
