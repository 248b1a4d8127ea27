#pragma once

#include "reading/run_data.h"
#include "store/database.h"

#include <map>

namespace lightcl {

/// A run to show, its colour and its group's.
struct RunRequest {
    RunId run = 0;
    QColor color;
    QColor groupColor = {};
    bool operator==(const RunRequest&) const = default;
};

/// Reads everything the panels show of runs, and keeps what cannot change any more: runs that are not running are read
/// once. Belongs to its connection's thread.
class RunDataReader {
public:
    explicit RunDataReader(const Database& database) : database_(&database) {}

    /// Throws Error when SQLite cannot read, InputError when the run does not exist.
    RunDataPtr read(const RunRequest& request);

private:
    const Database* database_;
    std::map<RunId, RunDataPtr> kept_;
};

} // namespace lightcl
