#pragma once

#include "data/image_look.h"
#include "data/picture.h"

#include <cstdint>
#include <span>

namespace lightcl {

/// Writes the picture as a square of `size` x `size` pixels, channel by channel ([3, size, size]), into `target`:
/// stretched; its middle, a square as large as its shorter side; or the whole of it, in its proportions, between black
/// margins (of an odd number of rows or columns one more comes after it).
/// Each pixel is a mean weighted by a triangle around its place: bilinear interpolation when enlarging; when shrinking
/// by a factor s, the triangle is s times as wide, so that every pixel of the picture counts. A picture of that size
/// already is copied exactly.
void resample(const Picture& picture, ImageFit fit, std::int64_t size, std::span<std::uint8_t> target);

} // namespace lightcl
