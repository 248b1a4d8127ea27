#pragma once

#include "data/picture.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace lightcl {

/// Decodes a JPEG file's bytes: colour, grey, or CMYK as Adobe's programs write it. A picture whose sides are more than
/// twice `neededSize` is decoded at 1/2, 1/4 or 1/8 of its size, as long as they stay so. The orientation is that of
/// its Exif data. Throws ImageError when it is no JPEG, damaged or cut short, or of a kind that libjpeg does not
/// decode.
StoredPicture decodeJpeg(std::span<const std::byte> bytes, std::int64_t neededSize);

} // namespace lightcl
