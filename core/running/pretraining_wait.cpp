#include "running/pretraining_wait.h"

#include "base/error.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace lightcl {

namespace {

bool hasPretraining(const RunReader& reader, RunId run) {
    return !parseRun(reader.specToml(run), fmt::format("run {}", run)).pretraining.empty();
}

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string lostPretraining(const Database& database, RunId run) {
    return fmt::format(
        "{}: run {} starts from a pretraining that was deleted: expected one; `lightcl run` with its spec "
        "trains both",
        database.file().string(), run);
}

/// Nothing when it was deleted.
std::optional<RunStamp> stampOf(const RunReader& reader, RunId run) {
    try {
        return reader.stamp(run);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

RefusedRun refusal(RunId run, const std::optional<RunStamp>& awaited) {
    if (!awaited) return {run, "its pretraining was deleted", true};
    const RunStamp& pretraining = *awaited;
    if (pretraining.state == RunState::Failed)
        return {run, fmt::format("its pretraining, run {}, failed: {}", pretraining.id, firstLine(pretraining.message)),
                true};
    return {run,
            fmt::format("its pretraining, run {}, is {}; `lightcl resume {} {}` trains both", pretraining.id,
                        toString(pretraining.state), pretraining.id, run),
            false};
}

} // namespace

RunId awaitedPretraining(const Database& database, RunId run) {
    const RunReader reader(database);
    const auto pretraining = reader.pretrainingOf(run);
    if (pretraining) return reader.stamp(*pretraining).state == RunState::Done ? 0 : *pretraining;
    if (hasPretraining(reader, run)) throw InputError(lostPretraining(database, run));
    return 0;
}

std::filesystem::path pretrainedWeights(const Database& database, RunId run) {
    const RunReader reader(database);
    const auto pretraining = reader.pretrainingOf(run);
    if (!pretraining) throw Error(lostPretraining(database, run));
    const RunState state = reader.stamp(*pretraining).state;
    if (state != RunState::Done)
        throw Error(fmt::format("run {}: expected its pretraining, run {}, to be done, found it {}", run, *pretraining,
                                toString(state)));
    auto file = checkpointFile(database.file(), *pretraining);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        throw Error(fmt::format("{}: expected the weights of pretraining run {}, found none; `lightcl run` with its "
                                "spec trains it anew",
                                file.string(), *pretraining));
    return file;
}

std::vector<RunId> withPretrainings(const Database& database, const std::vector<RunId>& runs) {
    const RunReader reader(database);
    std::vector<RunId> all;
    const auto add = [&](RunId run) {
        if (std::find(all.begin(), all.end(), run) == all.end()) all.push_back(run);
    };
    for (const RunId run : runs) {
        const auto pretraining = reader.pretrainingOf(run);
        const auto state = pretraining ? reader.stamp(*pretraining).state : RunState::Done;
        const bool asked = pretraining && std::find(runs.begin(), runs.end(), *pretraining) != runs.end();
        if (asked || state == RunState::Queued || state == RunState::Interrupted) add(*pretraining);
        add(run);
    }
    return all;
}

std::vector<RefusedRun> settlePretrainings(Database& database, RunQueue& queue, const std::set<RunId>& training) {
    std::map<RunId, std::optional<RunStamp>> awaited;
    const RunReader reader(database);
    for (const WaitingRun& entry : queue.waiting()) {
        const RunId pretraining = entry.pretraining;
        if (pretraining == 0 || queue.isWaiting(pretraining) || training.contains(pretraining)) continue;
        if (!awaited.contains(pretraining)) awaited.emplace(pretraining, stampOf(reader, pretraining));
    }
    std::vector<RefusedRun> refused;
    for (const auto& [id, stamp] : awaited) {
        if (stamp && stamp->state == RunState::Done) queue.release(id);
        if (stamp && (stamp->state == RunState::Done || stamp->state == RunState::Running)) continue;
        for (const WaitingRun& entry : queue.waiting())
            if (entry.pretraining == id) refused.push_back(refusal(entry.run, stamp));
    }
    for (const RefusedRun& entry : refused) {
        queue.remove(entry.run);
        if (entry.failed) RunStore(database).settle(entry.run, RunState::Failed, entry.reason);
    }
    return refused;
}

} // namespace lightcl
