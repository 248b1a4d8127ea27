#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lightcl {

/// The SHA-1 digest of the bytes (FIPS 180-4, 6.1): to name things by their content, not to keep secrets.
std::array<std::uint8_t, 20> sha1(std::span<const std::byte> bytes);

} // namespace lightcl
