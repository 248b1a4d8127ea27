#pragma once

#include "text/table.h"

#include <array>
#include <string>
#include <string_view>

namespace lightcl {

/// As titles write powers of ten: "10¹⁵".
inline constexpr std::array<std::string_view, 10> kRaisedDigits = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/// Text with LaTeX's special characters escaped. printable() is applied.
std::string latexEscaped(std::string_view text);

/// The environment tabular of a table, for the package booktabs: columns as they are aligned, their groups over them.
/// Cells are escaped; decimals and "54.44 ± 2.82" are set as formulas, powers such as 10¹⁵ in the titles too, and "-"
/// as a dash. The best of a column is bold, the second best underlined, what is significant has a star.
std::string toLatex(const Table& table);

} // namespace lightcl
