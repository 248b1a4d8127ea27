#pragma once

#include "figures/color.h"

#include <cstddef>
#include <string>
#include <vector>

struct _cairo; // NOLINT(bugprone-reserved-identifier): cairo.h's own name for it
using CairoContext = struct _cairo;

namespace lightcl {

struct Point {
    double x = 0;
    double y = 0;
};

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
};

/// How text stands at its point: 0 begins there (left, top), 0.5 is centred, 1 ends there.
struct TextStyle {
    double size = 11;
    Color color = colorFromHex(0x222222);
    double horizontal = 0;
    double vertical = 0.5;
    bool bold = false;
    bool upwards = false; ///< turned by 90 degrees, to read from below
};

/// Drawing in points (y grows downwards), the same for an SVG image and a PDF page. Texts beyond Latin, Greek and
/// Cyrillic letters are shaped, in their own direction and with the fonts that have their letters.
class Canvas {
public:
    explicit Canvas(CairoContext* context) : context_(context) {}

    void fill(const Box& box, Color color);
    void outline(const Box& box, Color color, double width);
    void line(Point from, Point to, Color color, double width);
    void polyline(const std::vector<Point>& points, Color color, double width);
    /// Filled; `opacity` in [0,1].
    void polygon(const std::vector<Point>& points, Color color, double opacity);
    void disc(Point center, double radius, Color color);
    /// A box full of equal cells, row by row from the top: as one picture, for thousands of shapes are long to write and
    /// to show.
    void cells(const Box& box, std::size_t columns, const std::vector<Color>& colors);
    void text(Point at, const std::string& text, const TextStyle& style);
    [[nodiscard]] double textWidth(const std::string& text, const TextStyle& style) const;

private:
    void use(Color color);
    void useFont(const TextStyle& style) const;

    CairoContext* context_;
};

} // namespace lightcl
