#pragma once

#include "runs/rows.h"
#include "store/database.h"
#include "store/run_files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// A checkpoint that a run kept after a task, and what a person should know before it goes.
struct KeptOfRun {
    RunId run = 0;
    KeptCheckpoint checkpoint;
    std::string damage{}; ///< one line that names the file; empty: none was found by its header
    std::string needed{}; ///< why it must stay, one line that names the file; empty: it may go
    bool shared = false;  ///< its bytes stand under another name too, and are freed with the last of them
};

/// Those of the runs, in their order. What a branch began with is needed until it is done: with it a branch is trained
/// anew. Throws InputError for a run that does not exist.
std::vector<KeptOfRun> keptOf(const Database& database, const std::vector<RunId>& runs);

/// Deletes the files, and returns their bytes; one that is gone already counts none. Deletes none and throws InputError
/// when one is needed, Error when one cannot be deleted.
std::int64_t deleteKept(const std::vector<KeptOfRun>& all);

/// The bytes of all of them.
std::int64_t bytesOf(const std::vector<KeptOfRun>& all);

} // namespace lightcl
