#pragma once

#include "data/picture.h"

#include <cstdint>
#include <span>

namespace lightcl {

/// Writes the picture, stretched to `size` x `size` pixels, channel by channel ([3, size, size]) into `target`. Each
/// pixel is a mean weighted by a triangle around its place: bilinear interpolation when enlarging; when shrinking by a
/// factor s, the triangle is s times as wide, so that every pixel of the picture counts. A picture of that size already
/// is copied exactly.
void resample(const Picture& picture, std::int64_t size, std::span<std::uint8_t> target);

} // namespace lightcl
