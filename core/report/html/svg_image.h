#pragma once

#include "report/drawing/figure.h"

#include <string>

namespace lightcl {

/// The figure as an SVG document; its letters are outlines, so it looks the same without the font.
std::string svgImage(const Figure& figure);

/// The document as "data:image/svg+xml;base64,…".
std::string svgDataUri(const std::string& svg);

} // namespace lightcl
