#pragma once

#include "engine/engine_fixture.h"
#include "engine/trainer.h"

namespace lightcl::test {

/// Pictures of Fashion-MNIST's shape: 16 of each class to train on, 4 to test on.
const Dataset& pictures();

/// Trains on them from the checkpoint on, if there is one, until stopRequested() is asked for the stopAt-th time.
Trainer::Outcome train(const RunSpec& run, RecordingObserver& observer, const std::filesystem::path& checkpoint,
                       int stopAt = -1);

/// Checks that a run (of five tasks) that is stopped again and again ends with the same rows and the same bits in its
/// checkpoint as one that never was. Each time it goes on from where the last left off, for so many steps.
void stopAndResume(const RunSpec& run, const std::vector<int>& stops = {0, 2, 4, 3, 7, 1, 16});

} // namespace lightcl::test
