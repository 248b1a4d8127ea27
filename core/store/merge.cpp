#include "store/merge.h"

#include "base/error.h"
#include "base/process.h"
#include "base/uuid.h"
#include "store/merge_target.h"
#include "store/run_files.h"
#include "store/run_standing.h"
#include "store/run_transfer.h"
#include "store/source_copy.h"
#include "store/store_error.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <SQLiteCpp/VariadicBind.h>
#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <sqlite3.h>
#include <system_error>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// A number beyond it is not kept: SQLite has no next one after the largest.
constexpr RunId kLargestKept = 1'000'000'000;

/// A run as its file has it.
struct SourceRun {
    RunId id = 0;
    std::string uuid;
    std::string state;
    ProcessIdentity worker;
    RunId pretraining = 0; ///< 0: none
};

std::vector<SourceRun> runsOf(SQLite::Database& source) {
    std::vector<SourceRun> runs;
    SQLite::Statement query(source, "SELECT run_id, uuid, state, worker_pid, worker_start_ticks, worker_place, "
                                    "coalesce(pretraining_run, 0), created_at, spec FROM runs ORDER BY run_id");
    while (query.executeStep()) {
        SourceRun run{query.getColumn(0).getInt64(),
                      query.getColumn(1).getString(),
                      query.getColumn(2).getString(),
                      {query.getColumn(3).getInt64(), query.getColumn(4).getInt64(), query.getColumn(5).getString()},
                      query.getColumn(6).getInt64()};
        // Rows that another program wrote: named as a run of an earlier version is (store/migrations.cpp).
        if (run.uuid.empty())
            run.uuid = nameUuid(
                fmt::format("{}\n{}\n{}", run.id, query.getColumn(7).getString(), query.getColumn(8).getString()));
        runs.push_back(std::move(run));
    }
    return runs;
}

/// One merge's work on the target, within its transaction.
class Merge {
public:
    Merge(SQLite::Database& target, const MergeOptions& options)
        : target_(&target), options_(&options), find_(target, "SELECT run_id, state FROM runs WHERE uuid = ?") {}

    void take(SQLite::Database& source, MergedSource& merged) {
        RunTransfer transfer(source, *target_);
        std::map<RunId, RunId> numbers;
        const auto runs = runsOf(source);
        for (const SourceRun& run : runs) {
            if (isMeant(run.id)) takeRun(source, run, transfer, merged, numbers);
        }
        for (const SourceRun& run : runs) connect(run, numbers, merged);
        target_->exec("UPDATE run_branches SET parent_run_id = (SELECT p.run_id FROM runs p WHERE p.uuid = "
                      "run_branches.parent_uuid) WHERE parent_uuid <> '' AND EXISTS (SELECT 1 FROM runs p WHERE "
                      "p.uuid = run_branches.parent_uuid)");
    }

private:
    [[nodiscard]] bool isMeant(RunId run) const {
        return options_->only.empty() || std::ranges::find(options_->only, run) != options_->only.end();
    }

    void takeRun(SQLite::Database& source, const SourceRun& run, RunTransfer& transfer, MergedSource& merged,
                 std::map<RunId, RunId>& numbers) {
        if (const auto known = knownRun(run, merged)) {
            numbers[run.id] = *known;
            if (options_->growing && grow(source, run, *known, transfer))
                return note(run, *known, merged.grown, merged);
            merged.known.push_back({run.id, *known});
            return;
        }
        if (options_->growing && run.state == "queued") {
            merged.waiting.push_back(run.id);
            return;
        }
        const bool saysRunning = run.state == "running";
        if (saysRunning && !options_->growing && lifeOf(run.worker) != ProcessLife::Gone) {
            merged.running.push_back(run.id);
            return;
        }
        const RunId to = numberFor(run.id);
        transfer.copy(run.id, to, run.uuid);
        if (saysRunning) setWorker(run, to);
        numbers[run.id] = to;
        taken_.push_back(to);
        note(run, to, merged.taken, merged);
        if (options_->told) options_->told(merged.taken.back());
    }

    void note(const SourceRun& run, RunId to, std::vector<MergedRun>& where, MergedSource& merged) {
        where.push_back({run.id, to});
        if (options_->growing && run.state != "done") merged.unfinished.push_back(run.id);
    }

    bool grow(SQLite::Database& source, const SourceRun& run, RunId known, RunTransfer& transfer) {
        if (!isAhead(standingOf(source, run.id), standingOf(*target_, known))) return false;
        transfer.refresh(run.id, known);
        if (run.state == "running") setWorker(run, known);
        return true;
    }

    std::optional<RunId> knownRun(const SourceRun& run, MergedSource& merged) {
        find_.reset();
        find_.bind(1, run.uuid);
        if (!find_.executeStep()) return std::nullopt;
        const RunId known = find_.getColumn(0).getInt64();
        const std::string state = find_.getColumn(1).getString();
        if (run.state == "done" && state != "done" && !options_->growing)
            merged.notes.push_back(fmt::format("run {} is done there, but run {} here is {} and stays so; delete it "
                                               "here to take the other",
                                               run.id, known, state));
        find_.reset();
        return known;
    }

    RunId numberFor(RunId wanted) {
        const RunId last =
            target_->execAndGet("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'runs'").getInt64();
        return wanted > last && wanted <= kLargestKept ? wanted : last + 1;
    }

    /// Of a run that says it is running: who trains it, or that nobody does any more.
    void setWorker(const SourceRun& run, RunId to) {
        const bool isGone = lifeOf(run.worker) == ProcessLife::Gone;
        SQLite::Statement set(*target_, "UPDATE runs SET worker_pid = ?, worker_start_ticks = ?, worker_place = ?, "
                                        "state = ?, message = ? WHERE run_id = ?");
        const ProcessIdentity worker = isGone ? ProcessIdentity{} : run.worker;
        SQLite::bind(set, worker.pid, worker.startTicks, worker.place, isGone ? "interrupted" : "running",
                     isGone ? kAbandonedMessage : "", to);
        set.exec();
    }

    void connect(const SourceRun& run, const std::map<RunId, RunId>& numbers, MergedSource& merged) {
        const auto to = numbers.find(run.id);
        const bool isNew = to != numbers.end() && std::ranges::find(taken_, to->second) != taken_.end();
        if (run.pretraining == 0 || !isNew) return;
        const auto pretraining = numbers.find(run.pretraining);
        if (pretraining == numbers.end()) {
            merged.notes.push_back(
                fmt::format("run {} starts from run {}, which was left out", run.id, run.pretraining));
            return;
        }
        SQLite::Statement set(*target_, "UPDATE runs SET pretraining_run = ? WHERE run_id = ?");
        set.bind(1, pretraining->second);
        set.bind(2, to->second);
        set.exec();
    }

    SQLite::Database* target_;
    const MergeOptions* options_;
    SQLite::Statement find_;
    std::vector<RunId> taken_;
};

/// Files of runs that are no use unless the merge is committed.
class CarriedFiles {
public:
    explicit CarriedFiles(fs::path target) : target_(std::move(target)) {}
    ~CarriedFiles() {
        if (isKept_) return;
        for (const RunId run : runs_) removeRunFiles(target_, run);
    }
    CarriedFiles(const CarriedFiles&) = delete;
    CarriedFiles& operator=(const CarriedFiles&) = delete;

    void carry(const fs::path& source, const MergedRun& run) {
        const fs::path from = checkpointFile(source, run.from);
        const auto kept = keptCheckpoints(source, run.from);
        std::error_code ignored;
        // What lies there was a run's of a database that is no more: this one never gave the number.
        removeRunFiles(target_, run.to);
        if (!fs::is_regular_file(from, ignored) && kept.empty()) return;
        runs_.push_back(run.to);
        fs::create_directories(checkpointFile(target_, run.to).parent_path(), ignored);
        if (fs::is_regular_file(from, ignored)) shareCheckpoint(from, checkpointFile(target_, run.to));
        for (const KeptCheckpoint& checkpoint : kept)
            shareCheckpoint(checkpoint.file, taskCheckpointFile(target_, run.to, checkpoint.task));
    }
    void keep() { isKept_ = true; }

private:
    fs::path target_;
    std::vector<RunId> runs_;
    bool isKept_ = false;
};

/// Rows that the tables do not take are a fault of the file they come from.
template <typename Take>
void takeFrom(const fs::path& source, Take&& take) {
    try {
        take();
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getErrorCode() & 0xff;
        const bool isSources = code == SQLITE_CONSTRAINT || code == SQLITE_CORRUPT || code == SQLITE_MISMATCH;
        if (!isSources) throw;
        throw InputError(fmt::format("{}: damaged: {}", source.string(), exception.what()));
    }
}

void carryAll(CarriedFiles& files, const std::vector<MergedSource>& all, const MergeOptions& options) {
    for (const MergedSource& source : all) {
        const auto place = options.places.find(source.file);
        std::vector<MergedRun> runs = source.taken;
        runs.insert(runs.end(), source.grown.begin(), source.grown.end());
        std::erase_if(runs, [&](const MergedRun& run) {
            return std::ranges::find(source.unfinished, run.from) != source.unfinished.end();
        });
        for (const MergedRun& run : runs) files.carry(place == options.places.end() ? source.file : place->second, run);
    }
}

} // namespace

MergeError::MergeError(std::vector<std::string> lines)
    : std::runtime_error(lines.empty() ? "" : lines.front()), lines_(std::move(lines)) {}

std::vector<MergedSource> mergeDatabases(const fs::path& target, const std::vector<fs::path>& sources,
                                         const MergeOptions& options) {
    std::vector<std::string> complaints;
    for (const fs::path& source : sources) {
        std::error_code ignored;
        if (fs::equivalent(source, target, ignored))
            complaints.push_back(fmt::format("{}: is the file that is merged into; expected others", source.string()));
    }
    if (!complaints.empty()) throw MergeError(std::move(complaints));
    MergeTarget file(target);
    std::vector<MergedSource> all;
    CarriedFiles carried(target);
    translated(target, [&] {
        SQLite::Database& handle = file.database().handle();
        SQLite::Transaction transaction(handle, SQLite::TransactionBehavior::IMMEDIATE);
        Merge merge(handle, options);
        for (const fs::path& source : sources) {
            try {
                auto copy = copyOfSource(source);
                all.emplace_back().file = source;
                if (complaints.empty()) takeFrom(source, [&] { merge.take(copy, all.back()); });
            } catch (const InputError& error) {
                complaints.emplace_back(error.what());
            }
        }
        if (!complaints.empty()) throw MergeError(std::move(complaints));
        if (options.checkpoints) carryAll(carried, all, options);
        transaction.commit();
    });
    file.finish();
    carried.keep();
    return all;
}

} // namespace lightcl
