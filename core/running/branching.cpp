#include "running/branching.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "running/branch_spec.h"
#include "running/worker_launch.h"
#include "spec/settings.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "weights/picked_tensors.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace {

/// Reads all of it, so that damage anywhere is told; returns the position that it is of.
RunPosition checkedPosition(const std::filesystem::path& file) {
    const PickedTensors read = pickTensors(file, [](const TensorEntry&) { return false; });
    const auto number = [&](const char* key) {
        const auto found = read.metadata.find(key);
        return found == read.metadata.end() ? 0 : std::atoi(found->second.c_str());
    };
    if (!read.hasCheckSums || number("task") < 1)
        throw InputError(fmt::format("{}: expected a checkpoint with check sums and its position, found a file without",
                                     file.string()));
    return {number("task"), number("epoch")};
}

std::filesystem::path keptCheckpoint(const Database& database, RunId run, int task) {
    auto file = taskCheckpointFile(database.file(), run, task);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        throw InputError(fmt::format("{}: expected the checkpoint of run {} after task {}, found none; "
                                     "measuring.keep_checkpoints = \"tasks\" keeps them",
                                     file.string(), run, task));
    return file;
}

/// The last epoch of the task that the run has rows of; throws where the checkpoint is not that epoch's.
int lastEpoch(const RunReader& reader, RunId run, int task, const std::filesystem::path& file) {
    const RunPosition position = checkedPosition(file);
    int last = 0;
    for (const RunPosition row : reader.trainedPositions(run))
        if (row.task == task) last = std::max(last, row.epoch);
    if (position == RunPosition{task, last}) return last;
    throw InputError(
        fmt::format("{}: expected the checkpoint of run {} at task {}, epoch {}; it is of task {}, epoch {}",
                    file.string(), run, task, last, position.task, position.epoch));
}

void requireTask(const RunSpec& spec, RunId run, int task) {
    const MethodInfo& method = *catalog().method(spec.method.name);
    if (method.seesAllTasks)
        throw InputError(fmt::format("run {}: expected one that learns task by task; {}: {}", run, method.name,
                                     method.needsEveryTask));
    const std::int64_t tasks = scenarioSettings(spec).tasks;
    if (task >= 1 && task < tasks) return;
    throw InputError(
        fmt::format("--task: expected 1 to {}: run {} has {} tasks, and a branch trains those after it; got {}",
                    tasks - 1, run, tasks, task));
}

} // namespace

PreparedBranch prepareBranch(const Database& database, RunId parent, int task, const std::vector<Override>& changes,
                             const std::filesystem::path& worker, std::int64_t memory) {
    const RunReader reader(database);
    const RunSpec spec = parseRun(reader.specToml(parent), fmt::format("run {}", parent));
    requireTask(spec, parent, task);
    PreparedBranch branch;
    branch.checkpoint = keptCheckpoint(database, parent, task);
    const int epochs = lastEpoch(reader, parent, task, branch.checkpoint);
    const auto earlier = reader.branch(parent);
    const RunSpec run = branchSpec(spec, parent, task, changes);
    branch.origin = {parent, task, run.method.name == spec.method.name,
                     std::max(epochs, earlier ? earlier->epochs : 0)};
    for (const RunPosition row : reader.trainedPositions(parent))
        if (row.task <= task) branch.origin.epochs = std::max(branch.origin.epochs, row.epoch);
    branch.method = prepareRuns(experimentOf(run), worker, memory).back(); // after a pretraining
    branch.method.runs.front() = run;
    return branch;
}

RunId queueBranch(Database& database, const PreparedBranch& branch) {
    RunStore store(database);
    store.recoverAbandoned();
    const auto& orders = branch.method.classOrders;
    const RunId id =
        store.queueBranch(branch.method.runs.front(), branch.origin, branch.method.exact, branch.method.paper,
                          branch.method.classNames, orders.empty() ? std::vector<std::int64_t>{} : orders.front());
    try {
        // Its own, so that it does not depend on its parent's any more, and can be trained anew.
        keepCheckpoint(branch.checkpoint, database.file(), id, branch.origin.task);
        shareCheckpoint(branch.checkpoint, checkpointFile(database.file(), id));
    } catch (const Error&) {
        store.remove(id);
        throw;
    }
    return id;
}

void restartBranch(Database& database, RunId run, const RunBranch& origin) {
    const auto file = taskCheckpointFile(database.file(), run, origin.task);
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        throw InputError(fmt::format("{}: expected the checkpoint that run {} was branched with, found none; `lightcl "
                                     "branch {} --task {}` makes another branch",
                                     file.string(), run, origin.parent, origin.task));
    const RunPosition position = checkedPosition(file);
    for (const KeptCheckpoint& kept : keptCheckpoints(database.file(), run))
        if (kept.task > origin.task) std::filesystem::remove(kept.file, error);
    shareCheckpoint(file, checkpointFile(database.file(), run));
    RunStore(database).rewind(run, position);
}

} // namespace lightcl
