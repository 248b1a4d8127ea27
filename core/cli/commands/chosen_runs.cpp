#include "cli/commands/chosen_runs.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "compare/run_filter.h"
#include "running/choose_settings.h"
#include "running/store_workers.h"
#include "spec/imported_spec.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace lightcl {

namespace {

std::vector<RunSummary> namedOnes(std::vector<RunSummary> all, const std::vector<RunId>& named) {
    if (named.empty()) return all;
    std::map<RunId, RunSummary*> byId;
    for (auto& run : all) byId[run.id] = &run;
    std::vector<RunSummary> result;
    for (const RunId id : withoutRepeats(named)) {
        const auto found = byId.find(id);
        if (found == byId.end()) throw InputError(fmt::format("runs: no run {} in the database", id));
        result.push_back(*found->second);
    }
    return result;
}

RunRecord recordOf(RunSummary summary, const std::map<RunId, std::string>& specs) {
    RunRecord record;
    const auto spec = specs.find(summary.id);
    record.summary = std::move(summary);
    if (spec == specs.end()) return record;
    try {
        record.spec = parseRun(spec->second, "spec");
    } catch (const InputError&) {
        record.spec.reset(); // a newer program's, or none
        record.isImported = isImportedSpec(spec->second);
    }
    return record;
}

} // namespace

std::vector<RunSummary> readSummaries(const Database& database) {
    const RunReader reader(database);
    auto runs = reader.runs();
    const auto isRunning = [](const auto& run) { return run.state == RunState::Running; };
    if (std::none_of(runs.begin(), runs.end(), isRunning)) return runs;
    // A run whose worker was killed says that it is running until somebody who may write the file says otherwise.
    recoverAbandoned(database.file());
    return reader.runs();
}

std::vector<RunRecord> chooseRuns(const Database& database, const std::vector<RunId>& named, const std::string& where,
                                  bool archived) {
    const RunFilter isMeant = parseRunFilter(where);
    const bool hidesArchived = named.empty() && !archived && !asksForArchived(where);
    const auto specs = RunReader(database).specTomls();
    auto environments = RunReader(database).environments();
    std::vector<RunRecord> records;
    for (auto& summary : namedOnes(readSummaries(database), named)) {
        if (hidesArchived && summary.archived != 0) continue;
        auto record = recordOf(std::move(summary), specs);
        if (const auto found = environments.find(record.summary.id); found != environments.end())
            record.environment = std::move(found->second);
        if (isMeant(record)) records.push_back(std::move(record));
    }
    return records;
}

std::vector<const RunRecord*> addressesOf(const std::vector<RunRecord>& records) {
    std::vector<const RunRecord*> addresses;
    for (const auto& record : records) addresses.push_back(&record);
    return addresses;
}

void leaveOutRejected(const Database& database, std::vector<RunRecord>& records, const Console& console) {
    const auto rejected = choicesOf(database).rejected();
    const auto left =
        std::erase_if(records, [&](const RunRecord& record) { return rejected.count(record.summary.id) > 0; });
    if (left > 0)
        console.err << fmt::format("Note: {} of settings that the selection did not choose {} left out\n",
                                   left == 1 ? "a run" : fmt::format("{} runs", left), left == 1 ? "is" : "are");
}

} // namespace lightcl
