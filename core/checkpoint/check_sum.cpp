#include "checkpoint/check_sum.h"

#include <fmt/format.h>
#include <zlib.h>

namespace lightcl {

std::string checkSum(std::span<const std::span<const std::byte>> pieces) {
    uLong sum = crc32_z(0, nullptr, 0);
    for (const auto piece : pieces) sum = crc32_z(sum, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
    return fmt::format("{:08x}", sum);
}

std::string headerCheckSum(TensorHeader header) {
    header.metadata.erase(kHeaderCheck);
    const std::string text = formatTensorHeader(header);
    const auto bytes = std::as_bytes(std::span(text));
    return checkSum({&bytes, 1});
}

} // namespace lightcl
