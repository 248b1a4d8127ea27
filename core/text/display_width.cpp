#include "text/display_width.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lightcl {

namespace {

constexpr std::string_view kEllipsis = "…";

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The character that text begins with; a byte that begins none counts as one.
Character firstCharacter(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (bytes == 1 || bytes > text.size()) return {lead, 1};
    auto code = static_cast<char32_t>(lead & (0xFFU >> (bytes + 1)));
    for (std::size_t i = 1; i < bytes; ++i) code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {code, bytes};
}

std::size_t columns(char32_t code) {
    constexpr std::array<std::pair<char32_t, char32_t>, 7> wide = {{{0x1100, 0x115F},
                                                                    {0x2E80, 0xA4CF},
                                                                    {0xAC00, 0xD7A3},
                                                                    {0xF900, 0xFAFF},
                                                                    {0xFE30, 0xFE6F},
                                                                    {0xFF00, 0xFF60},
                                                                    {0x1F300, 0x3FFFD}}};
    if (code >= 0x0300 && code <= 0x036F) return 0;
    const auto holds = [code](const auto& range) { return code >= range.first && code <= range.second; };
    return std::any_of(wide.begin(), wide.end(), holds) ? 2 : 1;
}

} // namespace

std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const auto character = firstCharacter(text);
        width += columns(character.code);
        text.remove_prefix(character.bytes);
    }
    return width;
}

std::string shortened(std::string_view text, std::size_t width) {
    if (displayWidth(text) <= width) return std::string(text);
    std::string result;
    std::size_t used = 1;
    while (!text.empty()) {
        const auto character = firstCharacter(text);
        used += columns(character.code);
        if (used > width) break;
        result += text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
    }
    return width == 0 ? std::string() : result + std::string(kEllipsis);
}

} // namespace lightcl
