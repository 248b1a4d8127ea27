#include "text/printable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

struct Decoded {
    char32_t code = 0;
    std::size_t bytes = 0; ///< 0: no UTF-8 begins here
};

/// The character that the text begins with, by Unicode's table of well-formed UTF-8: no surrogate, no longer form than
/// needed.
Decoded decoded(std::string_view text) {
    const auto lead = static_cast<std::uint8_t>(text.front());
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    char32_t code = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<std::uint8_t>(text[i]);
        if ((next & 0xC0U) != 0x80) return {};
        code = code << 6U | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least.at(bytes) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, bytes};
}

bool isForTheEye(char32_t code) {
    // Zero-width joiner and non-joiner (U+200C, U+200D) are left: scripts and emoji are written with them.
    constexpr std::array<std::pair<char32_t, char32_t>, 13> hidden = {{{0x00, 0x1F},
                                                                       {0x7F, 0x9F},
                                                                       {0xAD, 0xAD},
                                                                       {0x61C, 0x61C},
                                                                       {0x180E, 0x180E},
                                                                       {0x200B, 0x200B},
                                                                       {0x200E, 0x200F},
                                                                       {0x2028, 0x202E},
                                                                       {0x2060, 0x206F},
                                                                       {0xFDD0, 0xFDEF},
                                                                       {0xFEFF, 0xFEFF},
                                                                       {0xFFF9, 0xFFFB},
                                                                       {0xE0000, 0xE0FFF}}};
    if ((code & 0xFFFEU) == 0xFFFE) return false; // the last two of each plane are no characters
    return std::none_of(hidden.begin(), hidden.end(),
                        [code](const auto& range) { return code >= range.first && code <= range.second; });
}

std::string written(std::string_view text, std::string_view kept) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const auto [code, bytes] = decoded(text);
        const auto taken = text.substr(0, std::max<std::size_t>(bytes, 1));
        if (bytes == 0)
            result += fmt::format("<{:02X}>", static_cast<std::uint8_t>(text.front()));
        else if (isForTheEye(code) || (code < 0x80 && kept.find(static_cast<char>(code)) != std::string_view::npos))
            result += taken;
        else
            result += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(code));
        text.remove_prefix(taken.size());
    }
    return result;
}

} // namespace

std::string printable(std::string_view text) {
    return written(text, "");
}

std::string printableLines(std::string_view text) {
    return written(text, "\n\t");
}

} // namespace lightcl
