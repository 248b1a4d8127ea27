#include "report/drawing/canvas.h"

#include "report/drawing/cairo_surface.h"
#include "text/printable.h"

#include <algorithm>
#include <cairo.h>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <pango/pangocairo.h>

namespace lightcl {

namespace {

/// Whether DejaVu Sans has the letters and they stand one after the other: Latin, Greek, Cyrillic, punctuation, signs.
/// Such a text is drawn letter by letter, many times faster than it is shaped.
bool isPlain(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        const bool letters = byte < 0xCC || (byte >= 0xCE && byte <= 0xD3); // U+0000-02FF, U+0380-04FF
        const bool signs = byte == 0xE2 && next >= 0x80 && next <= 0x8B;    // U+2000-22FF
        if (signs)
            i += 2;
        else if (!letters)
            return false;
    }
    return true;
}

struct Unreference {
    void operator()(gpointer object) const { g_object_unref(object); }
};

/// A text laid out by Pango in one line.
struct ShapedText {
    ShapedText(CairoContext* context, const std::string& text, const TextStyle& style)
        : context_(context), layout_(pango_cairo_create_layout(context)) {
        const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(pango_font_description_new(),
                                                                                          pango_font_description_free);
        pango_font_description_set_family(font.get(), "DejaVu Sans");
        pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
        pango_layout_set_font_description(layout_.get(), font.get());
        pango_layout_set_single_paragraph_mode(layout_.get(), TRUE);
        pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    }
    [[nodiscard]] double width() const {
        PangoRectangle logical;
        pango_layout_get_extents(layout_.get(), nullptr, &logical);
        return static_cast<double>(logical.width) / PANGO_SCALE;
    }
    void show(Point baseline) const {
        cairo_move_to(context_, baseline.x, baseline.y);
        pango_cairo_show_layout_line(context_, pango_layout_get_line_readonly(layout_.get(), 0));
    }

private:
    CairoContext* context_;
    std::unique_ptr<PangoLayout, Unreference> layout_;
};

/// So many pixels a side that a reader who smooths a picture when he enlarges it blurs no more than a cell's rim.
std::size_t pixelsOfCell(std::size_t cells) {
    constexpr std::size_t most = 8;
    constexpr std::size_t pictureSide = 2000;
    return std::clamp<std::size_t>(pictureSide / cells, 1, most);
}

std::uint32_t pixelOf(const Color& color) {
    const auto part = [](double value) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
    };
    return part(color.red) << 16U | part(color.green) << 8U | part(color.blue);
}

} // namespace

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

void Canvas::cells(const Box& box, std::size_t columns, const std::vector<Color>& colors) {
    if (columns == 0 || colors.size() < columns) return;
    const auto rows = colors.size() / columns;
    const auto across = pixelsOfCell(columns);
    const auto down = pixelsOfCell(rows);
    const auto width = columns * across;
    const auto height = rows * down;
    const CairoSurfacePtr picture(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
    auto* line = cairo_image_surface_get_data(picture.get());
    if (line == nullptr) return; // the page's own status tells of it
    for (std::size_t y = 0; y < height; ++y, line += cairo_image_surface_get_stride(picture.get())) {
        auto* pixels = reinterpret_cast<std::uint32_t*>(line);
        for (std::size_t x = 0; x < width; ++x) pixels[x] = pixelOf(colors[y / down * columns + x / across]);
    }
    cairo_surface_mark_dirty(picture.get());
    cairo_save(context_);
    cairo_translate(context_, box.x, box.y);
    cairo_scale(context_, box.width / static_cast<double>(width), box.height / static_cast<double>(height));
    cairo_set_source_surface(context_, picture.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context_), CAIRO_FILTER_NEAREST);
    cairo_paint(context_);
    cairo_restore(context_);
}

void Canvas::useFont(const TextStyle& style) const {
    cairo_select_font_face(context_, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(context_, style.size);
}

double Canvas::textWidth(const std::string& given, const TextStyle& style) const {
    const auto text = printable(given);
    if (!isPlain(text)) return ShapedText(context_, text, style).width();
    useFont(style);
    cairo_text_extents_t extents;
    cairo_text_extents(context_, text.c_str(), &extents);
    return extents.x_advance;
}

void Canvas::text(Point at, const std::string& given, const TextStyle& style) {
    const auto text = printable(given);
    const auto width = textWidth(text, style);
    // Vertically by the height of capitals, not by the letters at hand: labels in a row keep one baseline.
    constexpr double capitalHeight = 0.73;
    const auto height = style.size * capitalHeight;
    cairo_save(context_);
    cairo_translate(context_, at.x, at.y);
    if (style.upwards) cairo_rotate(context_, -std::numbers::pi / 2);
    use(style.color);
    const Point baseline{-width * style.horizontal, height * (1 - style.vertical)};
    if (isPlain(text)) {
        useFont(style);
        cairo_move_to(context_, baseline.x, baseline.y);
        cairo_show_text(context_, text.c_str());
    } else {
        ShapedText(context_, text, style).show(baseline);
    }
    cairo_restore(context_);
}

} // namespace lightcl
