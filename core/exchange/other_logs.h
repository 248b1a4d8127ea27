#pragma once

#include "exchange/foreign_run.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl {

/// What other programs' files do not tell of a run. Empty texts: what the file says, or its folder's name.
struct ImportWords {
    std::string name, method, dataset;
    std::string scenario = "class-incremental"; ///< or task-incremental, domain-incremental
    std::int64_t seed = 0;
};

/// The run of Avalanche's CSVLogger: `eval_results.csv` (eval_exp, training_exp, eval_accuracy, eval_loss, forgetting;
/// experiences from 0), and `training_results.csv` where it lies beside it, for losses and epochs. Accuracies of
/// experiences not trained yet are left out. Throws InputError naming file, line and what was expected.
ForeignRun readAvalanche(const std::filesystem::path& file, const ImportWords& words);

/// The runs of Mammoth's `logs.pyd`, a Python dictionary a line: arguments, and accuracy_J_taskI in percent, J the task
/// tested after task I. Below a folder `class-il` the accuracies are class-IL, and those of the file that Mammoth wrote
/// below `task-il` at the same time are taken from there. Throws as above.
std::vector<ForeignRun> readMammoth(const std::filesystem::path& file, const ImportWords& words);

} // namespace lightcl
