#pragma once

#include "figures/color.h"

#include <cstddef>
#include <string>

namespace lightcl {

struct PgfStyle;

// What all figures for pgfplots (figures/pgfplots.h) share.

/// Comments with what the preamble needs, and the picture's beginning and end.
std::string pgfHead(const std::string& title);
std::string pgfFoot();
/// Options of an axis that takes `share` of the picture's width, its font included; each ends in a comma.
std::string pgfSize(const PgfStyle& style, double share);
/// The title's option, or nothing.
std::string pgfTitle(const std::string& title, const PgfStyle& style);
/// A text as the style has it, escaped for LaTeX.
std::string pgfText(const std::string& text, const PgfStyle& style);
/// "fill={rgb,255:red,0;green,114;blue,178}"; in grey the index-th of some greys.
std::string pgfColorOption(const char* key, const Color& color, std::size_t index, const PgfStyle& style);
/// The colour itself; in grey that of its brightness.
std::string pgfColor(const Color& color, const PgfStyle& style);
/// The index-th of some dashes.
const char* pgfDash(std::size_t index);
/// With the digits that pgfplots can use.
std::string pgfNumber(double value);

} // namespace lightcl
