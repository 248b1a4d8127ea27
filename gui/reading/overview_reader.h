#pragma once

#include "figures/run_groups.h"
#include "figures/store_overview.h"
#include "store/database.h"

#include <map>
#include <vector>

namespace lightcl {

/// Makes the overview of a store's finished runs, anew only when others are finished. Belongs to its connection's
/// thread.
class OverviewReader {
public:
    explicit OverviewReader(const Database& database) : database_(&database) {}

    /// Whether the overview of these runs is another than before. `specs` as stored and `places` by run. Throws Error
    /// when SQLite cannot read.
    bool read(const std::vector<RunSummary>& runs, const std::map<RunId, std::string>& specs, const RunPlaces& places);
    [[nodiscard]] const StoreOverview& overview() const { return overview_; }

private:
    [[nodiscard]] RunRecord record(const RunSummary& run, const std::map<RunId, RunRecord>& earlier,
                                   const std::map<RunId, std::string>& specs, const RunPlaces& places) const;

    const Database* database_;
    std::map<RunId, RunRecord> done_;
    StoreOverview overview_;
};

} // namespace lightcl
