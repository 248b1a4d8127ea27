#pragma once

#include "runs/rows.h"
#include "store/database.h"

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

} // namespace lightcl
