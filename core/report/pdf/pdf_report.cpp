#include "report/pdf/pdf_report.h"

#include "base/units.h"
#include "figures/figure_text.h"
#include "report/drawing/accuracy_figure.h"
#include "report/drawing/run_figures.h"
#include "report/pdf/pdf_pages.h"
#include "report/text/run_text.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

PdfTable pdfGroupTable(const std::vector<MethodGroup>& groups) {
    PdfTable table({"method", "runs", "class-IL %", "task-IL %", "forgetting %", "predicted MiB", "measured MiB",
                    "FLOPs", "time s"});
    for (const auto& group : groups) {
        const auto percent = [](const std::optional<MeanSd>& figure) { return meanSdText(figure, kPercentUnit, 2); };
        table.addRow({group.label, std::to_string(group.runs.size()), percent(group.classIl), percent(group.taskIl),
                      percent(group.forgetting), meanSdText(group.predictedPeakBytes, kMebibyteUnit, 1),
                      meanSdText(group.measuredPeakBytes, kMebibyteUnit, 1),
                      group.trainingFlops ? formatScientific(group.trainingFlops->mean) : "-",
                      meanSdText(group.seconds, 1, 1)});
    }
    return table;
}

void addFrontMatter(PdfPages& pages, const Report& report) {
    pages.heading(report.title, 18);
    for (const auto& [name, value] : report.facts) pages.paragraph(fmt::format("{}: {}", name, value));
    if (report.groups.empty()) return;
    pages.heading("Methods", 12);
    pages.table(pdfGroupTable(report.groups));
    pages.paragraph(
        "Mean ± sample standard deviation over seeds, finished runs only. Class-IL: argmax over all classes seen "
        "so far; task-IL: over the classes of the sample's task. Forgetting is of class-IL. Memory is the "
        "peak of a training step's tensors.");
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
