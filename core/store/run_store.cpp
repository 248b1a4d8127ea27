#include "store/run_store.h"

#include "base/error.h"
#include "base/process.h"
#include "base/uuid.h"
#include "spec/spec_file.h"
#include "store/branch_rows.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/store_error.h"
#include "text/text_list.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr auto kNow = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

template <typename... Values>
int execute(SQLite::Database& handle, const std::string& sql, const Values&... values) {
    SQLite::Statement statement(handle, sql);
    SQLite::bind(statement, values...);
    return statement.exec();
}

/// What decides whether a run may change its state.
struct Worker {
    RunState state = RunState::Queued;
    ProcessIdentity process;

    /// A run whose worker is gone (killed, or the machine went down) only says that it is running.
    [[nodiscard]] bool isRunning() const { return state == RunState::Running && lifeOf(process) != ProcessLife::Gone; }
    [[nodiscard]] bool isElsewhere() const {
        return state == RunState::Running && lifeOf(process) == ProcessLife::Elsewhere;
    }
};

std::string nameOf(const Worker& worker) {
    return fmt::format("process {}{}", worker.process.pid,
                       worker.isElsewhere() ? fmt::format(" on {}", worker.process.host()) : "");
}

Worker workerOf(const Database& database, RunId run) {
    SQLite::Statement query(database.handle(),
                            "SELECT state, worker_pid, worker_start_ticks, worker_place FROM runs WHERE run_id = ?");
    query.bind(1, run);
    if (!query.executeStep()) throw InputError(fmt::format("{}: no run {}", database.file().string(), run));
    return {runStateFromString(query.getColumn(0).getString()),
            {query.getColumn(1).getInt64(), query.getColumn(2).getInt64(), query.getColumn(3).getString()}};
}

// One transaction that takes the write lock at once: what it reads first cannot change before it writes.
template <typename Work>
auto inTransaction(const Database& database, Work&& work) {
    return translated(database.file(), [&] {
        SQLite::Transaction transaction(database.handle(), SQLite::TransactionBehavior::IMMEDIATE);
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            transaction.commit();
        } else {
            auto result = work();
            transaction.commit();
            return result;
        }
    });
}

void insertPredictedBytes(SQLite::Database& handle, RunId run, const std::string& convention, int task,
                          const MemoryBreakdown& bytes) {
    for (const MemoryCategory category : kMemoryCategories) {
        if (category == MemoryCategory::Measuring) continue;
        execute(handle,
                "INSERT INTO memory(run_id, source, task, category, live_bytes, peak_bytes) VALUES (?, ?, ?, ?, ?, ?)",
                run, convention, task, std::string(toString(category)), bytes[category], bytes[category]);
    }
}

void insertPrediction(SQLite::Database& handle, RunId run, const std::string& convention, const Prediction& cost) {
    execute(handle,
            "INSERT INTO predictions(run_id, convention, parameters, forward_macs, stored_activations_per_sample, "
            "training_flops, trained_samples) VALUES (?, ?, ?, ?, ?, ?, ?)",
            run, convention, cost.parameters, cost.forwardMacs, cost.storedActivationsPerSample, cost.trainingFlops,
            cost.trainedSamples);
    insertPredictedBytes(handle, run, convention, 0, cost.peak);
    for (std::size_t task = 0; task < cost.peakByTask.size(); ++task) {
        insertPredictedBytes(handle, run, convention, static_cast<int>(task) + 1, cost.peakByTask[task]);
    }
}

bool mayFinish(RunState from, RunState to) {
    if (from == RunState::Running) return to == RunState::Done || to == RunState::Failed || to == RunState::Interrupted;
    return from == RunState::Queued && (to == RunState::Failed || to == RunState::Interrupted);
}

void setEnded(SQLite::Database& handle, RunId run, RunState state, const std::string& message) {
    execute(handle,
            fmt::format("UPDATE runs SET state = ?, message = ?, worker_pid = 0, worker_start_ticks = 0, "
                        "worker_place = '', finished_at = {} WHERE run_id = ?",
                        kNow),
            std::string(toString(state)), message, run);
}

std::optional<RunId> pretrainingOf(SQLite::Database& handle, RunId run) {
    SQLite::Statement query(handle, "SELECT pretraining_run FROM runs WHERE run_id = ?");
    query.bind(1, run);
    if (!query.executeStep() || query.getColumn(0).isNull()) return std::nullopt;
    return query.getColumn(0).getInt64();
}

RunId insertRun(SQLite::Database& handle, const RunSpec& run, const Prediction& exact, const Prediction& paper,
                const std::vector<std::string>& classNames, const std::vector<std::int64_t>& classOrder,
                const RunOrigin& origin) {
    const std::string role(toString(origin.role));
    execute(handle,
            fmt::format("INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, class_names, "
                        "class_order, role, pretraining_content, pretraining_run, uuid, state, created_at) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, 'queued', {})",
                        kNow),
            run.name, origin.role == RunRole::Pretraining ? role : run.method.name, run.scenario.text("kind"),
            run.scenario.text("dataset"), run.network.text("backbone"), run.seed, toToml(run), textList(classNames),
            classOrder.empty() ? std::string() : toText(Value{classOrder}), role, origin.content,
            origin.pretrainingRun.value_or(0), origin.uuid.empty() ? randomUuid() : origin.uuid);
    const RunId id = handle.getLastInsertRowid();
    insertPrediction(handle, id, "exact", exact);
    insertPrediction(handle, id, "paper", paper);
    return id;
}

} // namespace

RunId RunStore::queue(const RunSpec& run, const Prediction& exact, const Prediction& paper,
                      const std::vector<std::string>& classNames, const std::vector<std::int64_t>& classOrder,
                      const RunOrigin& origin) {
    return inTransaction(
        *database_, [&] { return insertRun(database_->handle(), run, exact, paper, classNames, classOrder, origin); });
}

RunId RunStore::queueBranch(const RunSpec& run, const RunBranch& branch, const Prediction& exact,
                            const Prediction& paper, const std::vector<std::string>& classNames,
                            const std::vector<std::int64_t>& classOrder) {
    return inTransaction(*database_, [&] {
        workerOf(*database_, branch.parent);
        SQLite::Database& handle = database_->handle();
        // It is built as its parent was, before it takes over what that had learnt.
        const RunOrigin origin{RunRole::Method, {}, pretrainingOf(handle, branch.parent)};
        const RunId id = insertRun(handle, run, exact, paper, classNames, classOrder, origin);
        execute(handle,
                "INSERT INTO run_branches(run_id, parent_run_id, task, same_method, epochs, parent_uuid) "
                "SELECT ?, run_id, ?, ?, ?, uuid FROM runs WHERE run_id = ?",
                id, branch.task, branch.sameMethod ? 1 : 0, branch.epochs, branch.parent);
        copyRowsUpTo(handle, branch.parent, id, branch.task);
        return id;
    });
}

void RunStore::start(RunId run, std::int64_t workerPid, int threads) {
    inTransaction(*database_, [&] {
        const Worker worker = workerOf(*database_, run);
        if (worker.state == RunState::Done)
            throw InputError(fmt::format("{}: run {} is done; expected one that is queued, interrupted or failed",
                                         database_->file().string(), run));
        if (worker.isRunning())
            throw InputError(
                fmt::format("{}: run {} is running already, in {}", database_->file().string(), run, nameOf(worker)));
        const auto process = ProcessIdentity::of(workerPid);
        execute(
            database_->handle(),
            fmt::format("UPDATE runs SET state = 'running', message = '', worker_pid = ?2, worker_start_ticks = ?3, "
                        "worker_place = ?4, finished_at = '', "
                        "earlier_threads = earlier_threads || CASE WHEN threads NOT IN (0, ?1) AND EXISTS "
                        "(SELECT 1 FROM last_evaluations e WHERE e.run_id = runs.run_id AND e.trained_task > 0) "
                        "THEN threads || ' ' ELSE '' END, threads = ?1, "
                        "started_at = CASE started_at WHEN '' THEN {} ELSE started_at END WHERE run_id = ?5",
                        kNow),
            threads, process.pid, process.startTicks, process.place, run);
    });
}

void RunStore::replaceSpec(RunId run, const RunSpec& spec) {
    inTransaction(*database_, [&] {
        if (execute(database_->handle(), "UPDATE runs SET spec = ? WHERE run_id = ? AND state = 'queued'", toToml(spec),
                    run) != 1)
            throw InputError(fmt::format("{}: run {}: expected one that is queued", database_->file().string(), run));
    });
}

void RunStore::recordNormalisation(RunId run, const std::string& text) {
    inTransaction(*database_, [&] {
        execute(database_->handle(), "UPDATE runs SET normalisation = ? WHERE run_id = ?", text, run);
    });
}

void RunStore::setBudget(RunId run, std::int64_t bytes) {
    inTransaction(*database_, [&] {
        if (workerOf(*database_, run).isRunning())
            throw InputError(fmt::format("{}: run {} is running; stop it before it gets another memory budget",
                                         database_->file().string(), run));
        execute(database_->handle(), "UPDATE runs SET budget_bytes = ? WHERE run_id = ?", bytes, run);
    });
}

void RunStore::recordEnvironment(RunId run, RunEnvironment environment) {
    inTransaction(*database_, [&] {
        const auto before = RunReader(*database_).environment(run);
        if (before && RunReader(*database_).trainedPositions(run).empty()) {
            environment.earlier.clear(); // whatever was before trained nothing that is kept
        } else if (before) {
            const std::string changes = changedSince(*before, environment);
            environment.earlier = before->earlier;
            if (!changes.empty()) environment.earlier += (before->earlier.empty() ? "" : " | ") + changes;
            if (environment.dataDigest.empty()) environment.dataDigest = before->dataDigest;
        }
        execute(database_->handle(),
                "INSERT OR REPLACE INTO run_environments(run_id, host, cpu, cores, memory_bytes, system, "
                "program_version, libtorch_version, blas, data_digest, earlier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                "?)",
                run, environment.host, environment.cpu, environment.cores, environment.memoryBytes, environment.system,
                environment.programVersion, environment.libtorchVersion, environment.blas, environment.dataDigest,
                environment.earlier);
    });
}

void RunStore::recordDataDigest(RunId run, const std::string& digest) {
    inTransaction(*database_, [&] {
        execute(database_->handle(), "UPDATE run_environments SET data_digest = ? WHERE run_id = ?", digest, run);
    });
}

void RunStore::finish(RunId run, RunState state, const std::string& message) {
    inTransaction(*database_, [&] {
        const RunState before = workerOf(*database_, run).state;
        if (!mayFinish(before, state))
            throw Error(fmt::format("{}: run {} is {}; it cannot become {}", database_->file().string(), run,
                                    toString(before), toString(state)));
        setEnded(database_->handle(), run, state, message);
    });
}

bool RunStore::takeOver(RunId run) {
    return inTransaction(*database_, [&] {
        const Worker worker = workerOf(*database_, run);
        if (!worker.isElsewhere()) return false;
        setEnded(database_->handle(), run, RunState::Interrupted, fmt::format("taken over from {}", nameOf(worker)));
        return true;
    });
}

bool RunStore::settle(RunId run, RunState state, const std::string& message) {
    return inTransaction(*database_, [&] {
        const Worker worker = workerOf(*database_, run);
        const bool couldNotGoOn = worker.state == RunState::Interrupted && state == RunState::Failed;
        if (worker.isRunning() || !(mayFinish(worker.state, state) || couldNotGoOn)) return false;
        setEnded(database_->handle(), run, state, message);
        return true;
    });
}

void RunStore::remove(RunId run) {
    inTransaction(*database_, [&] {
        if (workerOf(*database_, run).isRunning())
            throw InputError(
                fmt::format("{}: run {} is running; stop it before it is deleted", database_->file().string(), run));
        removeRunFiles(database_->file(), run);
        execute(database_->handle(), "DELETE FROM runs WHERE run_id = ?", run);
    });
}

void RunStore::rewind(RunId run, RunPosition position) {
    inTransaction(*database_, [&] {
        workerOf(*database_, run);
        SQLite::Database& handle = database_->handle();
        for (const std::string table :
             {"layer_metrics", "phases", "losses", "anytime", "epoch_processes", "epoch_devices", "layer_drifts"})
            execute(handle, "DELETE FROM " + table + " WHERE run_id = ? AND (task, epoch) > (?, ?)", run, position.task,
                    position.epoch);
        execute(handle, "DELETE FROM memory WHERE run_id = ? AND source = 'measured' AND task > ?", run, position.task);
        execute(handle, "DELETE FROM step_moments WHERE run_id = ? AND task > ?", run, position.task);
        for (const std::string table : {"accuracies", "confusions", "validations"})
            execute(handle, "DELETE FROM " + table + " WHERE run_id = ? AND (trained_task, epoch) > (?, ?)", run,
                    position.task, position.epoch);
        if (position == RunPosition{}) execute(handle, "UPDATE runs SET earlier_threads = '' WHERE run_id = ?", run);
        execute(handle, "DELETE FROM last_evaluations WHERE run_id = ?", run);
        execute(handle,
                "INSERT INTO last_evaluations(run_id, trained_task, epoch) SELECT run_id, trained_task, max(epoch) "
                "FROM accuracies WHERE run_id = ? GROUP BY run_id, trained_task",
                run);
    });
}

int RunStore::recoverAbandoned() {
    return translated(database_->file(), [&] {
        // Read without the write lock: nearly always there is nothing to recover.
        struct Gone {
            RunId run;
            ProcessIdentity process;
        };
        std::vector<Gone> gone;
        SQLite::Statement query(
            database_->handle(),
            "SELECT run_id, worker_pid, worker_start_ticks, worker_place FROM runs WHERE state = 'running'");
        while (query.executeStep()) {
            Gone entry{query.getColumn(0).getInt64(),
                       {query.getColumn(1).getInt64(), query.getColumn(2).getInt64(), query.getColumn(3).getString()}};
            if (lifeOf(entry.process) == ProcessLife::Gone) gone.push_back(std::move(entry));
        }
        query.reset();
        int recovered = 0;
        for (const auto& [run, process] : gone)
            recovered += execute(
                database_->handle(),
                fmt::format("UPDATE runs SET state = 'interrupted', message = 'its worker process ended unexpectedly', "
                            "worker_pid = 0, worker_start_ticks = 0, worker_place = '', finished_at = {} "
                            "WHERE run_id = ? AND state = 'running' AND worker_pid = ? AND worker_start_ticks = ?",
                            kNow),
                run, process.pid, process.startTicks);
        return recovered;
    });
}

} // namespace lightcl
