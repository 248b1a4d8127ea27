#pragma once

#include "weights/stored_tensor.h"

#include <filesystem>
#include <map>

namespace lightcl {

/// Named tensors as another program, or this one, left them.
struct WeightsFile {
    std::string format; ///< "safetensors" or "torch"
    std::map<std::string, std::string> metadata;
    std::vector<StoredTensor> tensors; ///< each name once
};

/// Reads a safetensors file or a state_dict that torch.save wrote, whichever it is by its content. Nothing in it is
/// executed. Throws InputError, one line that names the file, when it is missing, damaged, or holds anything but
/// tensors.
WeightsFile readWeightsFile(const std::filesystem::path& file);

} // namespace lightcl
