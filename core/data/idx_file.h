#pragma once

#include "backbones/network_spec.h"
#include "libtorch/torch.h"

#include <cstdint>
#include <filesystem>

namespace lightcl {

/// The images of an IDX file of unsigned bytes, plain or gzipped: uint8 [N, C, H, W], N at least 1. One channel is
/// stored as N x H x W. Throws InputError, one line: no such file, another magic number, another size than `shape`, cut
/// short, too long, damaged.
torch::Tensor readIdxImages(const std::filesystem::path& file, const Shape& shape);

/// The labels of an IDX file of unsigned bytes, plain or gzipped: int64 [N]. Throws InputError as above, and when a
/// label is not below `classes`.
torch::Tensor readIdxLabels(const std::filesystem::path& file, std::int64_t classes);

} // namespace lightcl
