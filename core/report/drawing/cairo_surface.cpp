#include "report/drawing/cairo_surface.h"

#include "base/error.h"

namespace lightcl {

void finishSurface(cairo_surface_t* surface, cairo_t* context) {
    const auto drawn = cairo_status(context);
    cairo_surface_finish(surface);
    const auto status = drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error(std::string("a figure cannot be drawn: ") + cairo_status_to_string(status));
}

cairo_status_t appendToString(void* text, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace lightcl
