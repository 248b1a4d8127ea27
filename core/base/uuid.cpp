#include "base/uuid.h"

#include "base/error.h"
#include "base/sha1.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>
#include <span>
#include <sys/random.h>

namespace lightcl {

namespace {

using UuidBytes = std::array<std::uint8_t, 16>;

/// Drawn once: what tells our names from those of others (RFC 9562, 6.6).
constexpr UuidBytes kNameSpace = {0x2b, 0x9d, 0x5e, 0x07, 0x61, 0xc4, 0x4f, 0x2a,
                                  0x8e, 0x13, 0xa0, 0x7c, 0x34, 0xd8, 0x95, 0xf6};

bool isDashPlace(std::size_t place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

std::string textOf(UuidBytes bytes, int version) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | version << 4);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    for (const std::uint8_t byte : bytes) {
        if (isDashPlace(text.size())) text += '-';
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

} // namespace

std::string randomUuid() {
    UuidBytes bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw Error("the system gives no random bytes for an identifier");
    return textOf(bytes, 4);
}

std::string nameUuid(std::string_view text) {
    std::string named(reinterpret_cast<const char*>(kNameSpace.data()), kNameSpace.size());
    named += text;
    const auto digest = sha1(std::as_bytes(std::span(named)));
    UuidBytes bytes{};
    std::memcpy(bytes.data(), digest.data(), bytes.size());
    return textOf(bytes, 5);
}

bool isUuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t place = 0; place < text.size(); ++place) {
        const char c = text[place];
        const bool isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (isDashPlace(place) ? c != '-' : !isHex) return false;
    }
    return true;
}

} // namespace lightcl
