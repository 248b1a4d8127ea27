#pragma once

#include "catalog/catalog.h"

#include <string>
#include <torch/torch.h>

namespace lightcl {

/// Images and labels in memory, as stored: nothing is scaled or augmented yet.
struct Split {
    torch::Tensor images; ///< uint8 [N, C, H, W]
    torch::Tensor labels; ///< int64 [N], 0 … classes-1
};

struct Dataset {
    Split train;
    Split test;
};

/// Reads a catalog dataset from `dataPath`, or where that is empty from the first of its usual folders that has its
/// files. Throws InputError, one line, when files are missing (which ones, where they were looked for, where they can
/// be had), truncated or corrupt (which file, what was expected, where).
Dataset loadDataset(const DatasetInfo& info, const std::string& dataPath);

} // namespace lightcl
