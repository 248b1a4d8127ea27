#pragma once

#include "weights/stored_tensor.h"

#include <filesystem>
#include <map>
#include <set>

namespace lightcl {

/// Named tensors as another program, or this one, left them.
struct WeightsFile {
    std::string format; ///< "safetensors" or "torch"
    std::map<std::string, std::string> metadata;
    /// In the file's order. A name may stand twice where dictionaries lie in each other, the first counts then.
    std::vector<StoredTensor> tensors;
    /// Python classes and functions that a torch file refers to, none of which was called.
    std::set<std::string> passedOver;
};

/// Reads a safetensors file or what torch.save wrote, whichever it is by its content. Nothing in it is executed. Throws
/// InputError, one line that names the file, when it is missing, damaged, of another kind (which is named), or holds no
/// tensor.
WeightsFile readWeightsFile(const std::filesystem::path& file);

} // namespace lightcl
