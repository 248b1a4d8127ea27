#pragma once

#include "checkpoint/tensor_header.h"

#include <cstddef>
#include <span>
#include <string>

namespace lightcl {

/// Metadata under which the CRC-32 of all values stands.
inline constexpr const char* kValuesCheck = "crc32";
/// Metadata under which the CRC-32 of the header without this entry stands, so that a name or a metadata text that a
/// bad disk changed is noticed too.
inline constexpr const char* kHeaderCheck = "header_crc32";

/// CRC-32 of the pieces one after the other, as eight hexadecimal digits.
std::string checkSum(std::span<const std::span<const std::byte>> pieces);
/// What belongs under kHeaderCheck.
std::string headerCheckSum(TensorHeader header);

} // namespace lightcl
