#pragma once

#include "catalog/catalog.h"
#include "libtorch/torch.h"
#include "spec/settings.h"

#include <string>

namespace lightcl {

/// Images and labels in memory, as stored: nothing is scaled or augmented yet.
struct Split {
    torch::Tensor images; ///< uint8 [N, C, H, W]
    torch::Tensor labels; ///< int64 [N], 0 … classes-1
};

struct Dataset {
    Split train;
    Split test;
    std::int64_t leftOut = 0; ///< images that could not be read and are missing (scenario.skip_unreadable)
    /// Tells other images, labels or classes; empty: not known. A run goes on only with those that it began with.
    std::string digest = {};
};

/// Reads a catalog dataset from scenario.dataPath, or where that is empty from the first of its usual folders that has
/// its files, and sets the held-out share apart (the last of each class's training images become the test split).
/// Throws InputError, one line, when files are missing (which ones, where they were looked for, where they can be had),
/// truncated or corrupt (which file, what was expected, where).
Dataset loadDataset(const DatasetInfo& info, const ScenarioSettings& scenario);

} // namespace lightcl
