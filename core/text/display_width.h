#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lightcl {

/// Columns that UTF-8 text takes on a terminal: two for East Asian wide characters, none for combining marks.
std::size_t displayWidth(std::string_view text);

/// The longest beginning of the text that fits into `width` columns, with "…" at its end when something is cut off.
std::string shortened(std::string_view text, std::size_t width);

} // namespace lightcl
