#include "run_list/run_records.h"

#include <set>

namespace lightcl {

void RunRecords::setFacts(const RunFactsById& facts) {
    facts_ = facts;
    outdate();
}

const std::vector<const RunRecord*>& RunRecords::of(const std::vector<RunSummary>& runs) {
    if (!isOutdated_) return listed_;
    isOutdated_ = false;
    listed_.clear();
    std::set<RunId> ids;
    for (const RunSummary& run : runs) {
        ids.insert(run.id);
        Known& known = known_[run.id];
        known.record.summary = run;
        const auto found = facts_.find(run.id);
        const auto facts = found == facts_.end() ? nullptr : found->second;
        if (facts != known.facts) {
            known.facts = facts;
            known.record.spec = facts != nullptr ? facts->spec : std::nullopt;
            known.record.isImported = facts != nullptr && facts->isImported;
            known.record.environment = facts != nullptr ? facts->environment : std::nullopt;
        }
        listed_.push_back(&known.record);
    }
    std::erase_if(known_, [&ids](const auto& entry) { return !ids.contains(entry.first); });
    return listed_;
}

} // namespace lightcl
