#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lightcl {

/// Where a run's checkpoint lies: FILE.checkpoints/run-ID.safetensors beside the database FILE.
std::filesystem::path checkpointFile(const std::filesystem::path& database, RunId run);
/// Where the one that it keeps after a task lies: FILE.checkpoints/run-ID-task-K.safetensors.
std::filesystem::path taskCheckpointFile(const std::filesystem::path& database, RunId run, int task);

/// A checkpoint that a run kept after a task.
struct KeptCheckpoint {
    int task = 0;
    std::filesystem::path file;
    std::int64_t bytes = 0;
};

/// Those of a run that are there, in order of the tasks.
std::vector<KeptCheckpoint> keptCheckpoints(const std::filesystem::path& database, RunId run);

/// Puts `checkpoint` also where the run keeps the one after that task, whole or not at all. Where the file system can,
/// both names stand for one file, which takes its bytes once until the checkpoint is replaced. Throws Error.
void keepCheckpoint(const std::filesystem::path& checkpoint, const std::filesystem::path& database, RunId run,
                    int task);

/// Gives a checkpoint another name as well, whole or not at all: both stand for one file where the file system can, for
/// checkpoints are replaced, never changed. Throws Error.
void shareCheckpoint(const std::filesystem::path& checkpoint, const std::filesystem::path& target);

/// Removes those that a run kept; returns the bytes of those that are gone.
std::int64_t removeKeptCheckpoints(const std::filesystem::path& database, RunId run);

/// Removes what writers of this run's checkpoints that were killed left half written. For whoever owns the run: its
/// worker, or who deletes it. A file that cannot be removed stays.
void removeUnfinishedFiles(const std::filesystem::path& database, RunId run);

/// Removes the checkpoint, those that were kept, and what removeUnfinishedFiles() does.
void removeRunFiles(const std::filesystem::path& database, RunId run);

} // namespace lightcl
