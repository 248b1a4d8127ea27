#include "cli/display/freeze_text.h"

#include "base/units.h"
#include "spec/method_network.h"
#include "text/table.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

std::string mebibytesOf(const std::optional<MemoryBreakdown>& peak) {
    return peak ? fmt::format("{:.2f}", static_cast<double>(peak->total()) / kMiB) : "-";
}

std::vector<std::string> rowOf(const std::string& method, const FreezeAnswer& answer) {
    const FreezeLineCost& asked = answer.asked;
    return {method,
            mebibytesOf(asked.peakBefore),
            mebibytesOf(asked.peakAfter),
            mebibytesOf(asked.peak),
            answer.own ? mebibytesOf(answer.own->peak) : "-",
            mebibytesOf(answer.pretrained.peak),
            formatScientific(asked.stepFlops),
            fmt::format("{}", asked.trainableParameters)};
}

} // namespace

std::optional<FreezeAnswer> freezeAnswer(const RunSpec& run, const DatasetInfo& dataset, const std::string& stage) {
    const std::size_t line = freezeLineAbove(networkOf(run, dataset), stage);
    if (!hasFreezeLine(run.method)) return std::nullopt;
    const auto own = freezeLineOf(run, dataset);
    return FreezeAnswer{own ? std::optional(freezeLineCost(run, dataset, *own)) : std::nullopt,
                        freezeLineCost(run, dataset, line),
                        freezeLineCost(run, dataset, line, StartingPoint::PretrainedWeights)};
}

std::string freezeText(const std::string& stage,
                       const std::vector<std::pair<std::string, std::optional<FreezeAnswer>>>& methods) {
    Table table;
    table.addColumn("MiB", Table::Align::Left);
    for (const auto* title : {"before it holds", "with it", "whole run", "as in the spec", "from pretrained weights",
                              "FLOPs a step with it", "trained parameters"})
        table.addColumn(title);
    std::string others;
    for (const auto& [method, answer] : methods) {
        if (answer) table.addRow(rowOf(method, *answer));
        if (!answer) others += (others.empty() ? "" : ", ") + method;
    }
    std::string text = stage == "none" ? "With nothing frozen" : fmt::format("With all stages up to {} frozen", stage);
    text += "; from random weights the first task trains everything\n";
    if (!table.rows.empty()) text += toText(table);
    if (!others.empty()) text += fmt::format("Freeze nothing, whatever the line: {}\n", others);
    return text;
}

} // namespace lightcl
