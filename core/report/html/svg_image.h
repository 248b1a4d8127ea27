#pragma once

#include "report/drawing/figure.h"

#include <string>
#include <string_view>

namespace lightcl {

/// The figure as an SVG document; its letters are outlines, so it looks the same without the font.
std::string svgImage(const Figure& figure);

/// RFC 4648, with padding.
std::string base64(std::string_view bytes);

/// The document as "data:image/svg+xml;base64,…".
std::string svgDataUri(const std::string& svg);

} // namespace lightcl
