#include "report/pdf/pdf_report.h"

#include "report/drawing/accuracy_figure.h"
#include "report/drawing/run_figures.h"
#include "report/pdf/pdf_pages.h"
#include "report/text/report_tables.h"
#include "report/text/run_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

void addFrontMatter(PdfPages& pages, const Report& report) {
    pages.heading(report.title, 18);
    for (const auto& [name, value] : report.facts) pages.paragraph(fmt::format("{}: {}", name, value));
    if (report.groups.empty()) return;
    pages.heading("Methods", 12);
    pages.table(methodTable(report.groups));
    pages.paragraph(fmt::format("{}", fmt::join(methodTableNotes(), " ")));
    pages.figure(accuracyFigure(report.comparison));
}

} // namespace

std::string pdfReport(const Report& report) {
    PdfPages pages(report.title);
    addFrontMatter(pages, report);
    for (const auto& run : report.runs) {
        const auto figures = runFigures(run);
        if (!figures.empty()) pages.newPage();
        pages.heading(runHeading(run.summary), 13);
        pages.paragraph(runResults(run.summary));
        for (const auto& figure : figures) pages.figure(figure);
    }
    return pages.finish();
}

} // namespace lightcl
