#pragma once

#include "weights/tensor_header.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace lightcl {

/// Metadata under which the CRC-32 of all values stands.
inline constexpr const char* kValuesCheck = "crc32";
/// Metadata under which the CRC-32 of the header without this entry stands, so that a name or a metadata text that a
/// bad disk changed is noticed too.
inline constexpr const char* kHeaderCheck = "header_crc32";

/// CRC-32 of bytes that come piece by piece, as ZIP files have it.
class CheckSum {
public:
    void add(std::span<const std::byte> bytes);
    [[nodiscard]] std::uint32_t value() const { return value_; }
    /// Eight hexadecimal digits.
    [[nodiscard]] std::string text() const;

private:
    std::uint32_t value_ = 0;
};

/// What belongs under kHeaderCheck.
std::string headerCheckSum(TensorHeader header);

} // namespace lightcl
