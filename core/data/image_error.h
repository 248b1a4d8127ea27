#pragma once

#include <stdexcept>

namespace lightcl {

/// Why one image cannot be read, in a few words that do not name its file.
class ImageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace lightcl
