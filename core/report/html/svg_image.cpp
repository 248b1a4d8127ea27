#include "report/html/svg_image.h"

#include "report/drawing/cairo_surface.h"

#include <algorithm>
#include <cairo-svg.h>
#include <cstdint>

namespace lightcl {

std::string svgImage(const Figure& figure) {
    std::string svg;
    const CairoSurfacePtr surface(
        cairo_svg_surface_create_for_stream(appendToString, &svg, figure.width, figure.height));
    const CairoContextPtr context(cairo_create(surface.get()));
    Canvas canvas(context.get());
    figure.draw(canvas);
    finishSurface(surface.get(), context.get());
    return svg;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            group = group << 8U | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        }
        for (std::size_t j = 0; j < 4; ++j) text += j <= count ? alphabet[group >> (18 - 6 * j) & 0x3FU] : '=';
    }
    return text;
}

std::string svgDataUri(const std::string& svg) {
    return "data:image/svg+xml;base64," + base64(svg);
}

} // namespace lightcl
