#pragma once

#include "data/picture.h"

#include <cstddef>
#include <span>

namespace lightcl {

/// Decodes a PNG file's bytes, of any depth and colour type, interlaced or not, to eight bits of red, green and blue,
/// as ImageMagick and Pillow do: sixteen bits v become round(v / 257), depths below eight are spread over 0 to 255, and
/// gamma (gAMA), profiles and the like change nothing. Transparency is left out: a pixel has the colour that is stored
/// for it, however transparent it is. The orientation is that of the file's eXIf, before its pixels or after them.
/// Throws ImageError when it is no PNG, damaged or cut short, or claims too large a picture.
StoredPicture decodePng(std::span<const std::byte> bytes);

} // namespace lightcl
