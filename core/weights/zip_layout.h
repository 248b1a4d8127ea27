#pragma once

#include <cstddef>
#include <cstdint>

namespace lightcl::zip {

// The records of a ZIP file (APPNOTE.TXT 6.3.10): signatures, and lengths without their names and extra fields.
inline constexpr std::uint32_t kLocalHeader = 0x04034b50;
inline constexpr std::uint32_t kCentralHeader = 0x02014b50;
inline constexpr std::uint32_t kEnd = 0x06054b50;
inline constexpr std::uint32_t kZip64End = 0x06064b50;
inline constexpr std::uint32_t kZip64Locator = 0x07064b50;

inline constexpr std::size_t kLocalHeaderBytes = 30;
inline constexpr std::size_t kCentralHeaderBytes = 46;
inline constexpr std::size_t kEndBytes = 22;
inline constexpr std::size_t kZip64EndBytes = 56;
inline constexpr std::size_t kZip64LocatorBytes = 20;

inline constexpr std::uint16_t kZip64Extra = 0x0001;
/// What a 32-bit field says when the number stands in the ZIP64 extra field.
inline constexpr std::uint32_t kInZip64 = 0xffffffff;

} // namespace lightcl::zip
