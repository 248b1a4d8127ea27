#pragma once

#include "weights/tensor_view.h"

#include <filesystem>
#include <map>

namespace lightcl {

/// Writes the tensors as torch.save writes a state_dict, an OrderedDict in the given order, for torch.load. The
/// metadata stands beside it in entries extra/NAME, which torch.load passes over. Atomically; throws Error naming the
/// file.
void writeTorchFile(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                    const std::vector<TensorView>& tensors);

} // namespace lightcl
