#pragma once

#include "libtorch/torch.h"

#include <cstdint>
#include <filesystem>

namespace lightcl {

/// Throws InputError, naming `file` and the first offending position, unless every label (int64 [N]) is below
/// `classes`.
void checkLabels(const std::filesystem::path& file, const torch::Tensor& labels, std::int64_t classes);

} // namespace lightcl
