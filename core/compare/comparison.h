#pragma once

#include "compare/interquartile_mean.h"
#include "compare/paired_tests.h"
#include "compare/run_key.h"
#include "figures/run_record.h"
#include "figures/statistics.h"
#include "runs/run_figure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// Runs that are compared as one: of a method and setting, or of one value of a key.
struct ComparedGroup {
    std::string label;                  ///< "ER (buffer_size = 200)", or "buffer_size = 200"
    std::vector<const RunRecord*> runs; ///< finished ones that have the figure
    std::optional<MeanSd> values;       ///< of the figure, over the runs
    std::optional<RobustMean> robust;   ///< from eight runs on, each data set and scenario a stratum
};

/// Two groups' figure over what they have in common.
struct PairedComparison {
    std::size_t a = 0; ///< places among the groups
    std::size_t b = 0;
    std::vector<std::int64_t> seeds; ///< of the pairs, in order; a seed may come several times
    std::vector<double> differences; ///< a's value less b's, of each pair
    double meanDifference = 0;
    std::optional<Interval> interval; ///< 95 %; absent below two pairs
    PValue signFlip;
    PValue wilcoxon;
    double adjustedP = 1;             ///< the sign-flip p after Holm, over all pairs of the comparison
    std::optional<double> effectSize; ///< d_z
    double probabilityOfLarger = 0.5; ///< that a run of a has the larger value, over the runs of the pairs
    std::vector<std::string> notes;   ///< what limits it, a sentence each
};

/// A figure compared over groups of runs.
struct Comparison {
    const RunFigure* figure = nullptr;
    std::vector<ComparedGroup> groups;
    std::vector<PairedComparison> pairs;
    std::vector<std::string> notes; ///< what was left out, a sentence each
};

/// How runs are put together and which groups are set against which.
struct ComparisonQuestion {
    const RunFigure* figure = nullptr; ///< a result (runs/run_figure.h)
    std::optional<RunKey> by;          ///< absent: by method and setting, over seeds
    /// The group that all others are compared with: its label, its value, or its method; empty: each with each.
    std::string baseline;
};

/// The groups alone, in order of their first runs, without `robust`: what a baseline may be.
std::vector<ComparedGroup> comparedGroups(const std::vector<const RunRecord*>& runs,
                                          const ComparisonQuestion& question);

/// Sets groups against each other over pairs of runs that are alike in everything else: same seed, same scenario, same
/// data, and with `by` the same other settings (with "method" the method's own settings may differ). Several runs in
/// the same place count by their mean. Runs that are not finished, or have no value, are left out and named. Throws
/// InputError when the figure is no result, or the baseline is none of the groups or several of them.
Comparison compareRuns(const std::vector<const RunRecord*>& runs, const ComparisonQuestion& question);

} // namespace lightcl
