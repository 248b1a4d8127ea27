#include "weights/check_sum.h"

#include <fmt/format.h>
#include <zlib.h>

namespace lightcl {

void CheckSum::add(std::span<const std::byte> bytes) {
    if (bytes.empty()) return; // zlib takes a null pointer for the wish to start anew
    value_ = static_cast<std::uint32_t>(crc32_z(value_, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string CheckSum::text() const {
    return fmt::format("{:08x}", value_);
}

std::string headerCheckSum(TensorHeader header) {
    header.metadata.erase(kHeaderCheck);
    const std::string text = formatTensorHeader(header);
    CheckSum sum;
    sum.add(std::as_bytes(std::span(text)));
    return sum.text();
}

} // namespace lightcl
