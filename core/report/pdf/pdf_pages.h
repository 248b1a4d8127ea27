#pragma once

#include "report/drawing/cairo_surface.h"
#include "report/drawing/figure.h"
#include "text/table.h"

#include <string>

namespace lightcl {

/// Text, tables and figures set one below the other on A4 pages; what does not fit goes onto the next.
class PdfPages {
public:
    explicit PdfPages(const std::string& title);

    void heading(const std::string& text, double size);
    void paragraph(const std::string& text);
    void table(const Table& table);
    void figure(const Figure& figure);
    void newPage();
    /// Ends the document; throws Error when drawing failed. Call it once, last.
    std::string finish();

private:
    void makeRoom(double height);
    void drawPageNumber();

    std::string bytes_;
    CairoSurfacePtr surface_;
    CairoContextPtr context_;
    Canvas canvas_;
    double y_;
    int page_ = 1;
};

} // namespace lightcl
