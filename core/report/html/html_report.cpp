#include "report/html/html_report.h"

#include "report/drawing/accuracy_figure.h"
#include "report/drawing/run_figures.h"
#include "report/html/html_style.h"
#include "report/html/svg_image.h"
#include "report/text/report_tables.h"
#include "report/text/run_text.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

std::string factList(const Report& report) {
    std::string text = "<dl>\n";
    for (const auto& [name, value] : report.facts) {
        text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", htmlEscaped(name), htmlEscaped(value));
    }
    return text + "</dl>\n";
}

std::string groupSection(const Report& report) {
    std::string notes;
    for (const auto& note : methodTableNotes()) notes += (notes.empty() ? "" : " ") + htmlEscaped(note);
    return "<h2>Methods</h2>\n" + toHtml(methodTable(report.groups)) + "<p>" + notes + "</p>\n";
}

std::string runsSection(const Report& report) {
    std::vector<std::string> links;
    for (const auto& run : report.runs) links.push_back(fmt::format("#run-{}", run.summary.id));
    return "<h2>Runs</h2>\n" + toHtml(runTable(summariesOf(report), MethodWords::Titles), links);
}

std::string figureElement(const Figure& figure) {
    return fmt::format("<figure>\n<img width=\"{:.0f}\" height=\"{:.0f}\" alt=\"{}\" src=\"{}\">\n"
                       "<figcaption><b>{}.</b> {}</figcaption>\n</figure>\n",
                       figure.width, figure.height, htmlEscaped(figure.title), svgDataUri(svgImage(figure)),
                       htmlEscaped(figure.title), htmlEscaped(figure.caption));
}

std::string runSection(const RunReport& run) {
    auto text = fmt::format("<details open id=\"run-{}\">\n<summary>{}</summary>\n<p>{}</p>\n", run.summary.id,
                            htmlEscaped(runHeading(run.summary)), htmlEscaped(runResults(run.summary)));
    const auto phases = phaseText(run.phaseSeconds);
    if (!phases.empty()) text += fmt::format("<p>{}</p>\n", htmlEscaped(phases));
    for (const auto& figure : runFigures(run)) text += figureElement(figure);
    return text + "</details>\n";
}

} // namespace

std::string htmlReport(const Report& report) {
    const auto title = htmlEscaped(report.title);
    auto text = fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                            "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
                            title, htmlStyle(), title);
    text += factList(report);
    if (!report.groups.empty()) text += groupSection(report) + figureElement(accuracyFigure(report.comparison));
    text += runsSection(report);
    for (const auto& run : report.runs) text += runSection(run);
    text += "<p>Written by LightCL Workbench " LIGHTCL_VERSION ".</p>\n";
    return text + "</main>\n</body>\n</html>\n";
}

} // namespace lightcl
