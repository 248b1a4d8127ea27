#include "report/text/text_report.h"

#include "base/units.h"
#include "figures/figure_text.h"
#include "report/text/summary_table.h"
#include "text/text_table.h"

#include <fmt/format.h>

namespace lightcl {

std::string groupTable(const std::vector<MethodGroup>& groups) {
    TextTable table;
    table.addColumn("method", TextTable::Align::Left);
    for (const auto* title : {"runs", "class-IL %", "task-IL %", "forgetting %", "BWT %", "predicted MiB",
                              "measured MiB", "FLOPs", "time s"})
        table.addColumn(title);
    for (const auto& group : groups) {
        const auto percent = [](const std::optional<MeanSd>& figure) { return meanSdText(figure, kPercentUnit, 2); };
        table.addRow(
            {group.label, std::to_string(group.runs.size()), percent(group.classIl), percent(group.taskIl),
             percent(group.forgetting), percent(group.bwt), meanSdText(group.predictedPeakBytes, kMebibyteUnit, 1),
             meanSdText(group.measuredPeakBytes, kMebibyteUnit, 1),
             group.trainingFlops ? formatScientific(group.trainingFlops->mean) : "-", meanSdText(group.seconds, 1, 1)});
    }
    return table.text();
}

std::string textReport(const Report& report) {
    auto text = report.title + "\n\n";
    for (const auto& [name, value] : report.facts) text += fmt::format("{:<9} {}\n", name, value);
    if (!report.groups.empty()) text += "\nMean ± standard deviation over seeds\n" + groupTable(report.groups);
    std::vector<RunSummary> runs;
    for (const auto& run : report.runs) runs.push_back(run.summary);
    return text + "\nRuns\n" + runTable(runs) + runMessages(runs);
}

} // namespace lightcl
