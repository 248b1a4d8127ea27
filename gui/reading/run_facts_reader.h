#pragma once

#include "figures/run_groups.h"
#include "reading/run_facts.h"
#include "store/database.h"

#include <map>
#include <string>
#include <vector>

namespace lightcl {

/// Reads the facts of all runs, and keeps them: a spec never changes, and where a run was made is known once it has
/// started. Belongs to its connection's thread.
class RunFactsReader {
public:
    explicit RunFactsReader(const Database& database) : database_(&database) {}

    /// Whether they are others than before. `specs` as stored and `places` by run. Throws Error when SQLite cannot
    /// read.
    bool read(const std::vector<RunSummary>& runs, const std::map<RunId, std::string>& specs, const RunPlaces& places);
    [[nodiscard]] const RunFactsById& facts() const { return facts_; }

private:
    [[nodiscard]] RunFacts factsOf(const RunSummary& run, const std::map<RunId, std::string>& specs,
                                   const RunPlaces& places) const;

    const Database* database_;
    RunFactsById facts_;
    std::map<RunId, std::string> startedAt_; ///< as last read: what a run is made on is written when it starts
};

} // namespace lightcl
