#pragma once

#include <string_view>

namespace lightcl {

/// Of a text in TOML, the line (from 1) of the first key that has more parts than any spec asks for ("a.b.c…" of more
/// than 16), or of brackets that are nested deeper than that; 0 when there is none. The parser takes each level by
/// calling itself, so that thousands of them overflow its stack. Reads texts and comments as TOML has them; what is
/// malformed is left to the parser, which stops there.
int lineOfDeepToml(std::string_view text);

} // namespace lightcl
