#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace lightcl {

/// Reads a JPEG or PNG file (told apart by its first bytes, whatever its name) and writes its pixels, stretched to
/// `size` x `size`, into `target` ([3, size, size]). Throws ImageError, which does not name the file, when it cannot be
/// read, is neither, is damaged, or claims too large a picture. May be called from several threads.
void readImageFile(const std::filesystem::path& file, std::int64_t size, std::span<std::uint8_t> target);

} // namespace lightcl
