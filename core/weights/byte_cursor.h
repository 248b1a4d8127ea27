#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lightcl {

/// Bytes read from front to end, numbers little-endian. Throws InputError, "NAME is cut short", when they end too
/// early. The bytes must outlive it.
class ByteCursor {
public:
    ByteCursor(std::span<const std::byte> bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

    /// The next `width` bytes, at most 8, as an unsigned number.
    std::uint64_t number(std::size_t width);
    std::string_view text(std::uint64_t length) { return asText(take(length)); }
    /// Up to the next line feed, which is passed over.
    std::string_view line();
    std::span<const std::byte> take(std::uint64_t length);

    [[nodiscard]] std::size_t remaining() const { return bytes_.size() - position_; }

private:
    static std::string_view asText(std::span<const std::byte> bytes);

    std::span<const std::byte> bytes_;
    std::string name_;
    std::size_t position_ = 0;
};

} // namespace lightcl
