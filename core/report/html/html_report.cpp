#include "report/html/html_report.h"

#include "base/units.h"
#include "figures/figure_text.h"
#include "figures/run_names.h"
#include "report/drawing/accuracy_figure.h"
#include "report/drawing/run_figures.h"
#include "report/html/html_style.h"
#include "report/html/html_table.h"
#include "report/html/svg_image.h"
#include "report/text/run_text.h"
#include "report/text/summary_table.h"

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
    HtmlTable table;
    table.addColumn("method", HtmlTable::Align::Left);
    for (const auto* title : {"runs", "class-IL %", "task-IL %", "forgetting %", "BWT %", "predicted MiB",
                              "measured MiB", "peak RSS MiB", "FLOPs", "time s"})
        table.addColumn(title);
    for (const auto& group : report.groups) {
        const auto percent = [](const std::optional<MeanSd>& figure) { return meanSdText(figure, kPercentUnit, 2); };
        const auto memory = [](const std::optional<MeanSd>& figure) { return meanSdText(figure, kMebibyteUnit, 1); };
        table.addRow({htmlEscaped(group.label), std::to_string(group.runs.size()), percent(group.classIl),
                      percent(group.taskIl), percent(group.forgetting), percent(group.bwt),
                      memory(group.predictedPeakBytes), memory(group.measuredPeakBytes), memory(group.peakRssBytes),
                      group.trainingFlops ? formatScientific(group.trainingFlops->mean) : "-",
                      meanSdText(group.seconds, 1, 1)});
    }
    return "<h2>Methods</h2>\n" + table.text() +
           "<p>Mean ± sample standard deviation over seeds, finished runs only. Class-IL: argmax over all classes seen "
           "so "
           "far; task-IL: over the classes of the sample's task. Forgetting and BWT are of class-IL. Memory is the "
           "peak "
           "of a training step's tensors.</p>\n";
}

std::string runsSection(const Report& report) {
    HtmlTable table;
    table.addColumn("run");
    table.addColumn("method", HtmlTable::Align::Left);
    table.addColumn("seed");
    table.addColumn("state", HtmlTable::Align::Left);
    for (const auto* title : {"class-IL %", "task-IL %", "forgetting %", "measured", "time"}) table.addColumn(title);
    for (const auto& entry : report.runs) {
        const auto& run = entry.summary;
        table.addRow({fmt::format("<a href=\"#run-{0}\">{0}</a>", run.id), htmlEscaped(methodTitle(run.method)),
                      std::to_string(run.seed), std::string(toString(run.state)), percentOrDash(run.classIl),
                      percentOrDash(run.taskIl), percentOrDash(run.forgetting), bytesOrDash(run.measuredPeakBytes),
                      secondsOrDash(run.seconds)});
    }
    return "<h2>Runs</h2>\n" + table.text();
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
