#include "report/drawing/canvas.h"

#include <cairo.h>
#include <numbers>

namespace lightcl {

void Canvas::use(Color color) {
    cairo_set_source_rgb(context_, color.red, color.green, color.blue);
}

void Canvas::fill(const Box& box, Color color) {
    use(color);
    cairo_rectangle(context_, box.x, box.y, box.width, box.height);
    cairo_fill(context_);
}

void Canvas::outline(const Box& box, Color color, double width) {
    use(color);
    cairo_set_line_width(context_, width);
    cairo_rectangle(context_, box.x, box.y, box.width, box.height);
    cairo_stroke(context_);
}

void Canvas::line(Point from, Point to, Color color, double width) {
    polyline({from, to}, color, width);
}

void Canvas::polyline(const std::vector<Point>& points, Color color, double width) {
    if (points.size() < 2) return;
    use(color);
    cairo_set_line_width(context_, width);
    cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
    cairo_move_to(context_, points.front().x, points.front().y);
    for (std::size_t i = 1; i < points.size(); ++i) cairo_line_to(context_, points[i].x, points[i].y);
    cairo_stroke(context_);
}

void Canvas::polygon(const std::vector<Point>& points, Color color, double opacity) {
    if (points.size() < 3) return;
    cairo_set_source_rgba(context_, color.red, color.green, color.blue, opacity);
    cairo_move_to(context_, points.front().x, points.front().y);
    for (std::size_t i = 1; i < points.size(); ++i) cairo_line_to(context_, points[i].x, points[i].y);
    cairo_close_path(context_);
    cairo_fill(context_);
}

void Canvas::disc(Point center, double radius, Color color) {
    use(color);
    cairo_new_sub_path(context_);
    cairo_arc(context_, center.x, center.y, radius, 0, 2 * std::numbers::pi);
    cairo_fill(context_);
}

void Canvas::useFont(const TextStyle& style) const {
    cairo_select_font_face(context_, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context_, style.size);
}

double Canvas::textWidth(const std::string& text, const TextStyle& style) const {
    useFont(style);
    cairo_text_extents_t extents;
    cairo_text_extents(context_, text.c_str(), &extents);
    return extents.x_advance;
}

void Canvas::text(Point at, const std::string& text, const TextStyle& style) {
    const auto width = textWidth(text, style);
    // Vertically by the height of capitals, not by the letters at hand: labels in a row keep one baseline.
    constexpr double capitalHeight = 0.73;
    const auto height = style.size * capitalHeight;
    cairo_save(context_);
    cairo_translate(context_, at.x, at.y);
    if (style.upwards) cairo_rotate(context_, -std::numbers::pi / 2);
    use(style.color);
    cairo_move_to(context_, -width * style.horizontal, height * (1 - style.vertical));
    cairo_show_text(context_, text.c_str());
    cairo_restore(context_);
}

} // namespace lightcl
