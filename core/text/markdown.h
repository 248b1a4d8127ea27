#pragma once

#include "text/table.h"

#include <string>
#include <string_view>

namespace lightcl {

/// A table as GitHub and Pandoc read it, a row a line, aligned as its columns are. What means something to Markdown is
/// escaped; the best of a column is bold, the second best underlined, what is significant has a star.
std::string toMarkdown(const Table& table);
/// Text with Markdown's special characters escaped, in one line. printable() is applied.
std::string markdownEscaped(std::string_view text);

} // namespace lightcl
