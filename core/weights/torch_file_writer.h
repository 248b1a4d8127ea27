#pragma once

#include "weights/tensor_view.h"

#include <filesystem>

namespace lightcl {

/// Writes the tensors as torch.save writes a state_dict, an OrderedDict in the given order, for torch.load. Atomically;
/// throws Error naming the file.
void writeTorchFile(const std::filesystem::path& file, const std::vector<TensorView>& tensors);

} // namespace lightcl
