#include "report/html/svg_image.h"

#include "report/drawing/cairo_surface.h"
#include "report/html/base64.h"

#include <cairo-svg.h>

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

std::string svgDataUri(const std::string& svg) {
    return "data:image/svg+xml;base64," + base64(svg);
}

} // namespace lightcl
