#include "report/text/text_report.h"

#include "report/text/report_tables.h"
#include "text/markdown.h"

#include <fmt/format.h>

namespace lightcl {

std::string textReport(const Report& report) {
    auto text = report.title + "\n\n";
    for (const auto& [name, value] : report.facts) text += fmt::format("{:<9} {}\n", name, value);
    if (!report.groups.empty()) {
        text += "\nMethods\n" + toText(methodTable(report.groups));
        for (const auto& note : methodTableNotes()) text += note + "\n";
    }
    const auto runs = summariesOf(report);
    return text + "\nRuns\n" + toText(runTable(runs)) + runMessages(runs);
}

std::string markdownReport(const Report& report) {
    auto text = fmt::format("# {}\n\n", markdownEscaped(report.title));
    for (const auto& [name, value] : report.facts)
        text += fmt::format("- {}: {}\n", markdownEscaped(name), markdownEscaped(value));
    if (!report.groups.empty()) {
        text += "\n## Methods\n\n" + toMarkdown(methodTable(report.groups)) + "\n";
        for (const auto& note : methodTableNotes()) text += note + "\n";
    }
    return text + "\n## Runs\n\n" + toMarkdown(runTable(summariesOf(report)));
}

std::string csvReport(const Report& report) {
    return toCsv(figureTable(summariesOf(report)));
}

} // namespace lightcl
