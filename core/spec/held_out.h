#pragma once

#include <cstdint>

namespace lightcl {

/// Of a class with `available` training images, how many a held-out share sets apart as test images (the last ones):
/// rounded up, at least one; but one is left to train on. None when the share is 0.
std::int64_t heldOutOf(std::int64_t available, double share);

} // namespace lightcl
