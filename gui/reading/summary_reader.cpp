#include "reading/summary_reader.h"

#include "base/error.h"
#include "store/run_reader.h"

#include <algorithm>
#include <set>

namespace lightcl {

namespace {

bool isUnchanged(const RunSummary& before, const RunStamp& now) {
    return now.state != RunState::Running && before.state == now.state && before.finishedAt == now.finishedAt &&
           before.message == now.message && marksOf(before) == now.marks;
}

} // namespace

std::vector<RunSummary> SummaryReader::read() {
    auto runs = kept_.empty() ? RunReader(*database_).runs() : readChanged();
    kept_.clear();
    for (const RunSummary& run : runs) kept_.emplace(run.id, run);
    readPlaces(runs);
    return runs;
}

/// A run's spec never changes: only those of new runs are read.
void SummaryReader::readPlaces(const std::vector<RunSummary>& runs) {
    auto changed = std::erase_if(specs_, [this](const auto& spec) { return kept_.count(spec.first) == 0; });
    const bool anyNew = std::ranges::any_of(runs, [this](const auto& run) { return specs_.count(run.id) == 0; });
    if (anyNew) {
        const RunId last = specs_.empty() ? 0 : specs_.rbegin()->first;
        for (auto& [run, toml] : RunReader(*database_).specTomls(last))
            if (kept_.count(run) > 0) changed += specs_.emplace(run, std::move(toml)).second ? 1 : 0;
    }
    if (changed == 0) return;
    std::set<RunId> pretrainings;
    for (const RunSummary& run : runs)
        if (run.isApart()) pretrainings.insert(run.id);
    places_ = placer_.places(specs_, pretrainings);
}

std::vector<RunSummary> SummaryReader::readChanged() {
    const RunReader reader(*database_);
    std::vector<RunSummary> runs;
    for (const RunStamp& stamp : reader.stamps()) {
        const auto kept = kept_.find(stamp.id);
        if (kept != kept_.end() && isUnchanged(kept->second, stamp)) {
            runs.push_back(kept->second);
            continue;
        }
        try {
            runs.push_back(reader.run(stamp.id));
        } catch (const InputError&) {
            continue; // deleted since its stamp was read
        }
    }
    return runs;
}

} // namespace lightcl
