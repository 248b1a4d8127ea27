#include "report/latex/latex_report.h"

#include "text/latex.h"
#include "text/printable.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// "5", or "3 to 5" where the methods have different numbers of seeds.
std::string seedCount(const std::vector<MethodGroup>& groups) {
    const auto [least, most] = std::minmax_element(
        groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.runs.size() < b.runs.size(); });
    if (least->runs.size() == most->runs.size()) return std::to_string(most->runs.size());
    return fmt::format("{} to {}", least->runs.size(), most->runs.size());
}

} // namespace

std::string latexTable(const ResultsTable& table, const std::string& caption) {
    return fmt::format("% Needs \\usepackage{{booktabs}}.\n\\begin{{table}}\n  \\centering\n  \\caption{{{}}}\n{}"
                       "\\end{{table}}\n",
                       caption, toLatex(toTable(table)));
}

std::string latexReport(const Report& report) {
    if (report.groups.empty()) {
        return fmt::format("% {}\nNone of the {} of this report is done: there are no figures to tabulate.\n",
                           printable(report.title),
                           report.runs.size() == 1 ? "runs" : fmt::format("{} runs", report.runs.size()));
    }
    std::vector<ResultsEntry> entries;
    for (const auto& group : report.groups) {
        entries.push_back({group.spec,
                           {group.figure("class_il"), group.figure("task_il"), group.figure("training_flops"),
                            group.figure("measured_peak_bytes")}});
    }
    const std::string caption = fmt::format(
        "{}: {}. Mean $\\pm$ standard deviation over seeds ({} a method). CIL is the argmax over all classes seen so "
        "far, "
        "TIL within the task's classes; FLOPs of the whole training; Mem.\\ is the measured peak of training.",
        latexEscaped(report.title), latexEscaped(report.facts.empty() ? "" : report.facts.front().second),
        seedCount(report.groups));
    return latexTable(resultsTable(entries), caption);
}

} // namespace lightcl
