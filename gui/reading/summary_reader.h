#pragma once

#include "figures/run_groups.h"
#include "runs/rows.h"
#include "store/database.h"

#include <map>
#include <vector>

namespace lightcl {

/// Reads the summaries of all runs, and keeps those that cannot change any more: while something trains, the store
/// changes several times a second, and the figures of a thousand finished runs take their time to work out. Belongs to
/// its connection's thread.
class SummaryReader {
public:
    explicit SummaryReader(const Database& database) : database_(&database) {}

    /// All runs, oldest first. Throws Error when SQLite cannot read.
    std::vector<RunSummary> read();
    /// The places of the runs that read() gave last.
    [[nodiscard]] const RunPlaces& places() const { return places_; }
    /// Their specs as stored.
    [[nodiscard]] const std::map<RunId, std::string>& specs() const { return specs_; }

private:
    std::vector<RunSummary> readChanged();
    void readPlaces(const std::vector<RunSummary>& runs);

    const Database* database_;
    std::map<RunId, RunSummary> kept_;
    std::map<RunId, std::string> specs_;
    RunPlacer placer_;
    RunPlaces places_;
};

} // namespace lightcl
