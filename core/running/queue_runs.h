#pragma once

#include "cost/cost_model.h"
#include "running/machine_limits.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"
#include "store/database.h"

#include <filesystem>
#include <vector>

namespace lightcl {

/// A method of an experiment, one run a seed, with what each is predicted to need: seeds do not change that, unless
/// they draw the classes' order; then each run is one of these.
struct PreparedMethod {
    std::vector<RunSpec> runs;
    Prediction exact;
    Prediction paper;
    std::vector<std::string> classNames{};                ///< in the order of the network's outputs
    std::vector<std::string> notes{};                     ///< see notesOf()
    std::vector<std::vector<std::int64_t>> classOrders{}; ///< of each run
};

/// Each method with its first seed and what it is predicted to need, for previews: just what prepareRuns() would queue
/// it with. Nothing of the disk is asked but an image folder's names. Throws InputError when a network does not fit the
/// data set.
std::vector<PreparedMethod> predictMethods(const ExperimentSpec& experiment);

/// Every cell of the grid, ready to train. What cannot be trained is found here, before anything is queued: throws
/// InputError when the data set is not there, a network does not fit it or cannot start from its weights, Error when
/// the training program is not there. `worker`: the program to train with; empty: findWorkerProgram(). `memory`: bytes
/// that a run may need, see requireMemory().
std::vector<PreparedMethod> prepareRuns(const ExperimentSpec& experiment, const std::filesystem::path& worker = {},
                                        std::int64_t memory = usableMemory());

/// Queues them in order, and settles runs that an earlier program left.
std::vector<RunId> queueRuns(Database& database, const std::vector<PreparedMethod>& methods);

} // namespace lightcl
