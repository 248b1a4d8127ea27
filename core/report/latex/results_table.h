#pragma once

#include "figures/statistics.h"
#include "spec/experiment_spec.h"
#include "text/table.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A method's figures in one setting; what is absent was not measured, or is not asked there.
struct ResultsCell {
    std::optional<MeanSd> classIl, taskIl; ///< in [0,1]
    std::optional<MeanSd> flops;           ///< of the whole training
    std::optional<MeanSd> peakBytes;
};

/// Runs of one spec (but for the seed), and their figures.
struct ResultsEntry {
    RunSpec spec;
    ResultsCell figures;
};

/// A method as it is set; one cell for each setting of the table.
struct ResultsRow {
    std::string method;   ///< the catalog's title, and what else tells it from another row: "ER (alpha = 0.5)"
    std::string buffer;   ///< samples that it keeps, "-" for none
    std::string sparsity; ///< share of the weights that it does without
    std::vector<std::optional<ResultsCell>> cells;
};

/// The layout of LightCL's Table 1 (arXiv 2407.10545): a row a method, and side by side the settings (a scenario's data
/// set and split, and a network) with their accuracies, operations and memory.
struct ResultsTable {
    std::vector<std::string> settings; ///< "Split CIFAR-10"
    std::vector<ResultsRow> rows;      ///< in order of their first entry
};

/// Class- and task-incremental runs of one split share a setting, so that methods that run in one alone stand beside
/// the others.
ResultsTable resultsTable(const std::vector<ResultsEntry>& entries);

/// Method, buffer, sparsity; then, grouped by setting, class-IL and task-IL accuracy in percent (mean ± standard
/// deviation), FLOPs in units of a power of ten that their title names, and peak memory in MiB (means). A setting
/// without any accuracy has no columns for it. The best and second best of each column are marked.
Table toTable(const ResultsTable& results);

} // namespace lightcl
