#pragma once

#include "data/picture.h"

#include <cstddef>
#include <span>

namespace lightcl {

/// The orientation that a camera noted: the tag 0x0112 of the first directory of Exif data (TIFF's layout in either
/// order of bytes, with or without the mark "Exif" before it). kUpright when it is missing, or the data is damaged.
int exifOrientation(std::span<const std::byte> exif);

/// The picture as it was seen through a camera that noted this orientation: 2 mirrors it, 3 turns it half round, 4
/// turns it upside down by mirroring, 6 turns it a quarter clockwise, 8 counterclockwise, 5 and 7 mirror what 6 and 8
/// give along the diagonals. Anything else leaves it as it is.
Picture oriented(Picture picture, int orientation);

} // namespace lightcl
