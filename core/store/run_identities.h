#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// What a run is called in every file, and how it stands in this one.
struct RunIdentity {
    RunId id = 0;
    std::string uuid;
    RunState state = RunState::Queued;
    std::string message;
    bool isPretraining = false;
};

/// All runs of the file, oldest first. Throws Error when SQLite cannot read.
std::vector<RunIdentity> runIdentities(const Database& database);

/// The identities of the runs that are done in a database; none where there is no such file yet. One of an older
/// version is brought to this one's.
std::set<std::string> doneRuns(const std::filesystem::path& file);

} // namespace lightcl
