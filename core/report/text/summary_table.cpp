#include "report/text/summary_table.h"

#include "base/units.h"
#include "text/text_table.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

const char* const kDash = "-";

std::string stateText(const RunSummary& run) {
    if (run.state != RunState::Running) return std::string(toString(run.state));
    return fmt::format("running {:.0f} %, process {}", run.progress.fraction * 100, run.workerPid);
}

} // namespace

std::string percentOrDash(const std::optional<double>& fraction) {
    return fraction ? formatPercent(*fraction) : kDash;
}

std::string bytesOrDash(const std::optional<std::int64_t>& bytes) {
    return bytes ? formatBytes(*bytes) : kDash;
}

std::string flopsOrDash(const std::optional<double>& flops) {
    return flops ? formatScientific(*flops) : kDash;
}

std::string secondsOrDash(const std::optional<double>& seconds) {
    return seconds ? formatSeconds(*seconds) : kDash;
}

std::string runTable(const std::vector<RunSummary>& runs) {
    TextTable table;
    table.addColumn("run");
    for (const auto* title : {"name", "method"}) table.addColumn(title, TextTable::Align::Left);
    table.addColumn("seed");
    table.addColumn("state", TextTable::Align::Left);
    for (const auto* title : {"class-IL %", "task-IL %", "forgetting %", "predicted", "measured", "FLOPs", "time"})
        table.addColumn(title);
    for (const auto& run : runs) {
        table.addRow({std::to_string(run.id), run.name, run.method, std::to_string(run.seed), stateText(run),
                      percentOrDash(run.classIl), percentOrDash(run.taskIl), percentOrDash(run.forgetting),
                      bytesOrDash(run.predictedPeakBytes), bytesOrDash(run.measuredPeakBytes),
                      flopsOrDash(run.trainingFlops), secondsOrDash(run.seconds)});
    }
    return table.text();
}

std::string runMessages(const std::vector<RunSummary>& runs) {
    std::string text;
    for (const auto& run : runs) {
        if (run.message.empty()) continue;
        text += fmt::format("{}run {} {}: {}\n", text.empty() ? "\n" : "", run.id, toString(run.state),
                            run.message.substr(0, run.message.find('\n'))); // then come its worker's other last words
    }
    return text;
}

} // namespace lightcl
