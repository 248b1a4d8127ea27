#pragma once

#include "data/dataset.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lightcl {

/// What a file of CIFAR's binary releases consists of: records of the label bytes, of which the last is the class, and
/// the image's 3x32x32 bytes.
struct CifarFormat {
    std::int64_t records = 0;    ///< in each file
    std::int64_t labelBytes = 1; ///< 1 in CIFAR-10; 2 in CIFAR-100, a coarse and a fine label
    std::int64_t classes = 10;
};

/// The files one after the other. Throws InputError, one line naming the file: missing, cut short, too long, a label
/// that is none of the classes.
Split readCifarFiles(const std::vector<std::filesystem::path>& files, const CifarFormat& format);

} // namespace lightcl
