#pragma once

#include <cairo.h>
#include <memory>
#include <string>

namespace lightcl {

struct CairoDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

using CairoSurfacePtr = std::unique_ptr<cairo_surface_t, CairoDeleter>;
using CairoContextPtr = std::unique_ptr<cairo_t, CairoDeleter>;

/// Ends the drawing; throws Error with cairo's words when something in it failed.
void finishSurface(cairo_surface_t* surface, cairo_t* context);

/// A cairo stream function that appends to the std::string at `text`.
cairo_status_t appendToString(void* text, const unsigned char* data, unsigned length);

} // namespace lightcl
