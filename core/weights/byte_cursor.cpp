#include "weights/byte_cursor.h"

#include "base/error.h"

#include <fmt/format.h>

namespace lightcl {

std::span<const std::byte> ByteCursor::take(std::uint64_t length) {
    if (length > remaining()) throw InputError(fmt::format("{} is cut short", name_));
    const auto taken = bytes_.subspan(position_, length);
    position_ += length;
    return taken;
}

std::uint64_t ByteCursor::number(std::size_t width) {
    std::uint64_t value = 0;
    std::size_t shift = 0;
    for (const std::byte byte : take(width)) {
        value |= std::to_integer<std::uint64_t>(byte) << shift;
        shift += 8;
    }
    return value;
}

std::string_view ByteCursor::line() {
    const std::size_t end = asText(bytes_.subspan(position_)).find('\n');
    if (end == std::string_view::npos) throw InputError(fmt::format("{} is cut short", name_));
    const auto text = asText(take(end));
    take(1);
    return text;
}

std::string_view ByteCursor::asText(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace lightcl
