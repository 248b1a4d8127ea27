#pragma once

#include "cost/cost_model.h"
#include "running/machine_limits.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"
#include "store/database.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A method of an experiment, one run a seed, with what each is predicted to need: seeds do not change that, unless
/// they draw the classes' order; then each run is one of these. Or, as the first, the one run that learns what all the
/// others start from.
struct PreparedMethod {
    std::vector<RunSpec> runs;
    Prediction exact;
    Prediction paper;
    std::vector<std::string> classNames{};                ///< in the order of the network's outputs
    std::vector<std::string> notes{};                     ///< see notesOf()
    std::vector<std::vector<std::int64_t>> classOrders{}; ///< of each run
    std::string pretrainingContent{};                     ///< of the pretraining: contentOf(); empty for a method

    [[nodiscard]] bool isPretraining() const { return !pretrainingContent.empty(); }
};

/// Each method with its first seed and what it is predicted to need, after the pretraining if there is one, for
/// previews: just what prepareRuns() would queue it with. Nothing of the disk is asked but an image folder's names.
/// Throws InputError when a network does not fit the data set.
std::vector<PreparedMethod> predictMethods(const ExperimentSpec& experiment);

/// Every cell of the grid, after the pretraining if there is one; trials, where the first task chooses among several
/// settings of a method (what it chose is queued by queueChosen()). What cannot be trained is found here, before
/// anything is queued: throws InputError when the data set is not there, a network does not fit it or cannot start from
/// its weights, Error when the training program is not there. `worker`: the program to train with; empty:
/// findWorkerProgram(). `memory`: bytes that a run may need, see requireMemory().
std::vector<PreparedMethod> prepareRuns(const ExperimentSpec& experiment, const std::filesystem::path& worker = {},
                                        std::int64_t memory = usableMemory());

/// Runs of one setting, with what the first of them is predicted to need. Throws InputError when the data set is not
/// there.
PreparedMethod preparedSetting(std::vector<RunSpec> runs);

/// What was queued, in order, and what must be trained.
struct QueuedRuns {
    std::vector<RunId> toTrain;         ///< the pretraining first, where it is still to be trained here, then the runs
    std::optional<RunId> pretraining{}; ///< that the runs start from
    bool isPretrained = false;          ///< it was done before: its weights are used again
};

/// What a method's run is for: a result, or a trial by which a setting is chosen.
RunRole roleOf(const RunSpec& run);

/// Queues them in order, and settles runs that an earlier program left. A pretraining of the same content that the
/// store has already is used again, when it is done and its weights are there, or waits, trains or was interrupted.
/// `budget`: the memory, in bytes, that a method's run may need, see docs/devices.md; 0: as much as there is. What is
/// learnt beforehand is not learnt on the device, and has none.
QueuedRuns queueRuns(Database& database, const std::vector<PreparedMethod>& methods, std::int64_t budget = 0);

} // namespace lightcl
