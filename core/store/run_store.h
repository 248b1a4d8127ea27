#pragma once

#include "runs/prediction.h"
#include "runs/rows.h"
#include "runs/run_environment.h"
#include "spec/experiment_spec.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// How a run belongs to others.
struct RunOrigin {
    RunRole role = RunRole::Method;
    std::string content{};                 ///< of a pretraining: what it would be found again by
    std::optional<RunId> pretrainingRun{}; ///< whose weights it starts from
    std::string uuid{};                    ///< its identity, where that was given to it before; empty: a new one
};

/// Creates runs and changes their state. Each call is one transaction. Throws Error when SQLite cannot write (disk
/// full, read-only), with the file in the message.
class RunStore {
public:
    explicit RunStore(Database& database) : database_(&database) {}

    /// A new run in state queued, its spec kept as TOML, with its predictions under both conventions, and the classes'
    /// names in the order of the network's outputs where they are known, and the order in which the classes come. A
    /// pretraining's method is called that.
    RunId queue(const RunSpec& run, const Prediction& exact, const Prediction& paper,
                const std::vector<std::string>& classNames = {}, const std::vector<std::int64_t>& classOrder = {},
                const RunOrigin& origin = {});
    /// The same, with the rows of `branch.parent` up to its task. Throws InputError when there is no such run.
    RunId queueBranch(const RunSpec& run, const RunBranch& branch, const Prediction& exact, const Prediction& paper,
                      const std::vector<std::string>& classNames = {},
                      const std::vector<std::int64_t>& classOrder = {});
    /// queued, interrupted or failed -> running. Threads that a run with stored epochs had before are kept in
    /// runs.earlier_threads when they were others. Throws InputError when there is no such run, it is done, or is
    /// running.
    void start(RunId run, std::int64_t workerPid, int threads);
    /// Another spec for a run that has not begun, as where its files lie on another machine. Throws InputError for any
    /// other run.
    void replaceSpec(RunId run, const RunSpec& spec);
    /// How the run's inputs are scaled, as toText(Normalisation) writes it.
    void recordNormalisation(RunId run, const std::string& text);
    /// The memory, in bytes, that the run's worker may need from now on; 0: as much as there is. Throws InputError for
    /// a run that does not exist, or is running.
    void setBudget(RunId run, std::int64_t bytes);
    /// Where and with what a run is made that starts or goes on now; what was otherwise when it trained before is kept
    /// in `earlier`. An empty data digest leaves the one that was.
    void recordEnvironment(RunId run, RunEnvironment environment);
    void recordDataDigest(RunId run, const std::string& digest);
    /// running -> done, failed or interrupted (or queued -> interrupted or failed), with a message. Throws Error for
    /// any other change. The accumulated time is what RunWriter::totals wrote last.
    void finish(RunId run, RunState state, const std::string& message = {});
    /// For whoever started a worker that has ended: as finish(), and interrupted -> failed, for a run that could
    /// not go on; any other run is left as it is, and so is one that another worker has taken over and still trains.
    /// Returns whether the run was changed.
    bool settle(RunId run, RunState state, const std::string& message = {});
    /// running in a process that cannot be looked at from here (another machine, another container) -> interrupted: for
    /// a user who knows that it is gone. False, and nothing changed, for any other run.
    bool takeOver(RunId run);
    /// Deletes the run, its rows and its files. Throws InputError when it is running.
    void remove(RunId run);
    /// Deletes every row after `position`, so that a resumed run writes them anew.
    void rewind(RunId run, RunPosition position);
    /// Marks runs interrupted that say running but whose worker process is known to be gone.
    int recoverAbandoned();

private:
    Database* database_;
};

} // namespace lightcl
