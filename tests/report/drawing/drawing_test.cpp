#include "report/drawing/cairo_surface.h"
#include "report/drawing/canvas.h"
#include "report/html/svg_image.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Base64 follows RFC 4648") {
    CHECK(base64("").empty());
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("\xff\xfe") == "//4=");
}

TEST_CASE("A box of cells has each cell's colour, and stays one picture however many there are") {
    const std::vector<Color> colors = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}, {0, 0, 0}, {1, 1, 0}};
    const CairoSurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 60, 40));
    const CairoContextPtr context(cairo_create(surface.get()));
    Canvas(context.get()).cells({0, 0, 60, 40}, 3, colors);
    cairo_surface_flush(surface.get());
    const auto* bytes = cairo_image_surface_get_data(surface.get());
    const auto at = [&](int x, int y) {
        const auto* pixel = bytes + y * cairo_image_surface_get_stride(surface.get()) + x * 4;
        return Color{pixel[2] / 255.0, pixel[1] / 255.0, pixel[0] / 255.0}; // little-endian 0x00RRGGBB
    };
    for (const int inset : {1, 10, 18})
        for (int cell = 0; cell < 6; ++cell)
            CHECK(at(cell % 3 * 20 + inset, cell / 3 * 20 + inset) == colors[static_cast<std::size_t>(cell)]);

    const auto svg = svgImage({"", "", 100, 100, [](Canvas& canvas) {
                                   canvas.cells({0, 0, 100, 100}, 100, std::vector<Color>(10'000, Color{0, 0.5, 1}));
                               }});
    CHECK(svg.size() < 20'000);
    CHECK(svg.find("<image") != std::string::npos);
}
