#include "reading/overview_reader.h"

#include "base/error.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

namespace lightcl {

namespace {

std::optional<RunSpec> readableSpec(const std::string& toml) {
    try {
        return parseRun(toml, "spec");
    } catch (const InputError&) {
        return std::nullopt; // a newer program's run: it is left out
    }
}

} // namespace

bool OverviewReader::read(const std::vector<RunSummary>& runs, const std::map<RunId, std::string>& specs,
                          const RunPlaces& places) {
    std::map<RunId, RunRecord> now;
    bool changed = false;
    for (const RunSummary& run : runs) {
        if (run.state != RunState::Done || run.archived != 0) continue;
        const auto known = done_.find(run.id);
        const bool same = known != done_.end() && known->second.summary.finishedAt == run.finishedAt;
        changed = changed || !same;
        now.emplace(run.id, same ? std::move(known->second) : record(run, now, specs, places));
    }
    changed = changed || now.size() != done_.size();
    done_ = std::move(now);
    if (!changed) return false;
    std::vector<const RunRecord*> records;
    for (const auto& entry : done_) records.push_back(&entry.second);
    overview_ = storeOverview(records);
    return true;
}

/// Of the runs of a group the first one's spec and memory say it all, and checking a spec takes its time.
RunRecord OverviewReader::record(const RunSummary& run, const std::map<RunId, RunRecord>& earlier,
                                 const std::map<RunId, std::string>& specs, const RunPlaces& places) const {
    RunRecord made;
    made.summary = run;
    const auto place = places.find(run.id);
    const auto first = place == places.end() ? earlier.end() : earlier.find(place->second.first);
    if (first != earlier.end() && first->second.spec) {
        made.spec = first->second.spec;
        made.spec->seed = run.seed;
        return made;
    }
    const auto spec = specs.find(run.id);
    if (spec != specs.end()) made.spec = readableSpec(spec->second);
    made.memory = RunReader(*database_).memory(run.id);
    return made;
}

} // namespace lightcl
