#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <filesystem>

namespace lightcl {

/// How much a made-up store holds. Every run has accuracies, losses, times and memory beside its layer rows.
struct LargeStoreSize {
    int runs = 1000;
    int layers = 62;
    int tasks = 5;
    int epochs = 9;  ///< of each task
    int metrics = 4; ///< of each layer and epoch; memory stability and such are missing in the first task, as in a run
    int longTasks = 10;
    int longEpochs = 50; ///< of each task of the last run, which has every metric
};

struct LargeStore {
    std::int64_t layerRows = 0;
    double seconds = 0; ///< of writing
    RunId longRun = 0;  ///< longTasks x longEpochs columns
};

/// Fills `file` with finished runs of four methods and five seeds whose figures are made up, written as workers write
/// them.
LargeStore writeLargeStore(const std::filesystem::path& file, const LargeStoreSize& size);

} // namespace lightcl
