#pragma once

#include "data/dataset.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lightcl {

/// The files of CIFAR-10's binary release, one after the other: records of a label byte and the image's 3x32x32 bytes,
/// `recordsPerFile` in each. Throws InputError, one line naming the file: missing, cut short, too long, a label that is
/// not below `classes`.
Split readCifarFiles(const std::vector<std::filesystem::path>& files, std::int64_t recordsPerFile,
                     std::int64_t classes);

} // namespace lightcl
