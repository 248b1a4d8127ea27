#include "reading/summary_reader.h"

#include "base/error.h"
#include "store/run_reader.h"

namespace lightcl {

namespace {

bool isUnchanged(const RunSummary& before, const RunStamp& now) {
    return now.state != RunState::Running && before.state == now.state && before.finishedAt == now.finishedAt &&
           before.message == now.message;
}

} // namespace

std::vector<RunSummary> SummaryReader::read() {
    auto runs = kept_.empty() ? RunReader(*database_).runs() : readChanged();
    kept_.clear();
    for (const RunSummary& run : runs) kept_.emplace(run.id, run);
    return runs;
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
