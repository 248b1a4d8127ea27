#pragma once

#include "figures/run_record.h"
#include "reading/run_facts.h"

#include <map>
#include <memory>
#include <vector>

namespace lightcl {

/// What is known of listed runs, as groups and filters ask for it: their figures as they are now, with spec and
/// environment. Kept, for a spec takes its time to copy.
class RunRecords {
public:
    void setFacts(const RunFactsById& facts);
    /// Figures are others than they were.
    void outdate() { isOutdated_ = true; }
    /// Of these runs, in their order; they are valid until the next call.
    const std::vector<const RunRecord*>& of(const std::vector<RunSummary>& runs);

private:
    struct Known {
        RunRecord record;
        std::shared_ptr<const RunFacts> facts; ///< that the record has
    };

    RunFactsById facts_;
    std::map<RunId, Known> known_;
    std::vector<const RunRecord*> listed_;
    bool isOutdated_ = true;
};

} // namespace lightcl
