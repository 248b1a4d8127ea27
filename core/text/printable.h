#pragma once

#include <algorithm>
#include <string>

namespace lightcl {

/// The text with every control character replaced: a name out of a file may hold anything, a message stays one line.
inline std::string printable(std::string text) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    std::replace_if(text.begin(), text.end(), isControl, '?');
    return text;
}

} // namespace lightcl
