#pragma once

#include <string>
#include <string_view>

namespace lightcl {

/// The text with everything that is not for the eye written out as "<U+202E>": control characters (C0, DEL, C1), marks
/// that change the direction of text, line and paragraph separators, invisible fillers, what is no character
/// (U+FFFF, …), and bytes that are no UTF-8 as "<FF>". A name out of a file may hold anything; a message stays one
/// line, a terminal obeys nothing, and two names that look alike are told apart. Printing twice changes nothing more.
std::string printable(std::string_view text);

/// The same line by line: line feeds and tabs stay.
std::string printableLines(std::string_view text);

} // namespace lightcl
