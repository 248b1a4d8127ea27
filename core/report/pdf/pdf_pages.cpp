#include "report/pdf/pdf_pages.h"

#include "report/pdf/pdf_table.h"
#include "text/printable.h"

#include <algorithm>
#include <cairo-pdf.h>
#include <sstream>

namespace lightcl {

namespace {

constexpr double kPageWidth = 595.28; // A4
constexpr double kPageHeight = 841.89;
constexpr double kMargin = 42;
constexpr double kTextWidth = kPageWidth - 2 * kMargin;
constexpr double kBottom = kPageHeight - kMargin;

const TextStyle kBody{.size = 8, .color = colorFromHex(0x333333), .vertical = 0};

/// The text's words in lines of at most that width.
std::vector<std::string> wrapped(const Canvas& canvas, const std::string& text, const TextStyle& style, double width) {
    std::vector<std::string> lines;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto longer = lines.empty() ? word : lines.back() + " " + word;
        if (lines.empty() || canvas.textWidth(longer, style) > width) {
            lines.push_back(word);
        } else {
            lines.back() = longer;
        }
    }
    return lines;
}

} // namespace

PdfPages::PdfPages(const std::string& title)
    : surface_(cairo_pdf_surface_create_for_stream(appendToString, &bytes_, kPageWidth, kPageHeight)),
      context_(cairo_create(surface_.get())), canvas_(context_.get()), y_(kMargin) {
    // What every reader and LaTeX takes; cairo 1.18 writes a newer one by itself.
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, printable(title).c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "LightCL Workbench " LIGHTCL_VERSION);
}

void PdfPages::drawPageNumber() {
    canvas_.text({kPageWidth / 2, kPageHeight - kMargin / 2}, std::to_string(page_),
                 {.size = 8, .color = colorFromHex(0x777777), .horizontal = 0.5});
}

void PdfPages::newPage() {
    drawPageNumber();
    cairo_show_page(context_.get());
    ++page_;
    y_ = kMargin;
}

void PdfPages::makeRoom(double height) {
    if (y_ + height > kBottom && y_ > kMargin) newPage();
}

void PdfPages::heading(const std::string& text, double size) {
    constexpr double roomBelow = 60; // a heading alone at the foot of a page would be lost
    makeRoom(size * 2 + roomBelow);
    if (y_ > kMargin) y_ += size * 0.8;
    const TextStyle style{.size = size, .vertical = 0, .bold = true};
    for (const auto& line : wrapped(canvas_, text, style, kTextWidth)) {
        canvas_.text({kMargin, y_}, line, style);
        y_ += size * 1.4;
    }
}

void PdfPages::paragraph(const std::string& text) {
    const auto lineHeight = kBody.size * 1.45;
    for (const auto& line : wrapped(canvas_, text, kBody, kTextWidth)) {
        makeRoom(lineHeight);
        canvas_.text({kMargin, y_}, line, kBody);
        y_ += lineHeight;
    }
    y_ += 4;
}

void PdfPages::table(const Table& table) {
    const PdfTable drawn(table, canvas_, kTextWidth);
    for (std::size_t line = 0; line < drawn.lines(); ++line) {
        makeRoom(drawn.lineHeight() * (line == 0 ? 2 : 1));
        drawn.drawLine(canvas_, line, kMargin, y_);
        y_ += drawn.lineHeight();
    }
    y_ += 8;
}

void PdfPages::figure(const Figure& figure) {
    const auto scale = kTextWidth / figure.width;
    const auto caption = figure.title + ". " + figure.caption;
    const auto captionLines = static_cast<double>(wrapped(canvas_, caption, kBody, kTextWidth).size());
    makeRoom(figure.height * scale + captionLines * kBody.size * 1.45 + 12);
    cairo_save(context_.get());
    cairo_translate(context_.get(), kMargin, y_);
    cairo_scale(context_.get(), scale, scale);
    figure.draw(canvas_);
    cairo_restore(context_.get());
    y_ += figure.height * scale + 6;
    paragraph(caption);
    y_ += 6;
}

std::string PdfPages::finish() {
    drawPageNumber();
    cairo_show_page(context_.get());
    finishSurface(surface_.get(), context_.get());
    return bytes_;
}

} // namespace lightcl
