#pragma once

#include "data/image_look.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace lightcl {

/// Reads a JPEG or PNG file (told apart by its first bytes, whatever its name), turns it upright where that is asked
/// for, and writes it as the look says into `target` ([3, size, size]). Throws ImageError, which does not name the
/// file, when it cannot be read, is neither (and what it is instead, if that is known), is damaged, or claims too large
/// a picture. May be called from several threads.
void readImageFile(const std::filesystem::path& file, const ImageLook& look, std::span<std::uint8_t> target);

} // namespace lightcl
