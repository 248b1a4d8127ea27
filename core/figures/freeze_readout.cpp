#include "figures/freeze_readout.h"

#include "base/units.h"
#include "catalog/catalog.h"
#include "figures/budget_fit.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace lightcl {

namespace {

/// The bytes that a line stands for: while it holds, else of the run.
const MemoryBreakdown& whileFrozen(const FreezeLineCost& cost) {
    return cost.peakAfter ? *cost.peakAfter : cost.peak;
}

std::string upTo(const FreezeLineCost& cost) {
    return cost.frozenUpTo.empty() ? "Nothing frozen" : fmt::format("Frozen up to {}", cost.frozenUpTo);
}

std::string aboutSeconds(double seconds) {
    return seconds < 1 ? fmt::format("about {:.3g} ms", 1000 * seconds) : "about " + formatSeconds(seconds);
}

std::string trainable(const FreezeLineCost& cost, std::int64_t parameters) {
    const double share =
        parameters == 0 ? 0 : 100.0 * static_cast<double>(cost.trainableParameters) / static_cast<double>(parameters);
    return fmt::format("{} ({:.1f} %)", formatCount(static_cast<double>(cost.trainableParameters)), share);
}

/// Writes a row with what `text` says of the run's own line and of the moved one.
class ReadoutRows {
public:
    ReadoutRows(Table& table, const FreezeLineCost* own, const FreezeLineCost& here)
        : table_(&table), own_(own), here_(&here) {}

    template <typename Text>
    void add(std::string what, const Text& text) {
        table_->addRow({std::move(what), own_ == nullptr ? "-" : text(*own_), text(*here_)});
    }

private:
    Table* table_;
    const FreezeLineCost* own_;
    const FreezeLineCost* here_;
};

void addMemory(ReadoutRows& rows, const FreezeLineCost* own, const FreezeLineCost& here) {
    for (const MemoryCategory category : kMemoryCategories) {
        if (category == MemoryCategory::Measuring) continue;
        const bool any = whileFrozen(here)[category] > 0 || (own != nullptr && whileFrozen(*own)[category] > 0);
        if (!any) continue;
        rows.add(std::string(toString(category)),
                 [category](const FreezeLineCost& cost) { return formatBytes(whileFrozen(cost)[category]); });
    }
    const auto total = [](const FreezeLineCost& cost) { return formatBytes(whileFrozen(cost).total()); };
    if (here.holdsFromTask == 1) return rows.add("peak", total);
    rows.add(fmt::format("peak from task {} on", here.holdsFromTask), total);
    rows.add(here.holdsFromTask == 2 ? "peak of task 1, all trained"
                                     : fmt::format("peak before task {}", here.holdsFromTask),
             [](const FreezeLineCost& cost) { return cost.peakBefore ? formatBytes(cost.peakBefore->total()) : "-"; });
}

std::string budgetLine(const FreezeLineCost& here, std::int64_t budget) {
    if (budget <= 0) return {};
    const auto spare = budget - whileFrozen(here).total();
    auto text =
        fmt::format("{} in {}: {}", formatBytes(whileFrozen(here).total()), formatBytes(budget), spareText(spare));
    if (!here.peakBefore || here.peakBefore->total() <= whileFrozen(here).total()) return text;
    return fmt::format("{}; task 1, which trains everything, {} in it: {}", text, formatBytes(here.peakBefore->total()),
                       spareText(budget - here.peakBefore->total()));
}

} // namespace

FreezeReadout freezeReadout(const RunRecord& run, const std::vector<FreezeLineCost>& costs, std::size_t line,
                            std::optional<std::size_t> own, std::int64_t budget) {
    FreezeReadout readout;
    if (costs.empty()) {
        readout.summary = noFreezeLine(run);
        return readout;
    }
    const FreezeLineCost& here = costs[std::min(line, costs.size() - 1)];
    const FreezeLineCost* const ownCost = own && *own < costs.size() ? &costs[*own] : nullptr;
    readout.table.addColumn("", Table::Align::Left);
    readout.table.addColumn("this run");
    readout.table.addColumn("with the line");
    ReadoutRows rows(readout.table, ownCost, here);
    addMemory(rows, ownCost, here);
    if (run.summary.measuredPeakBytes)
        readout.table.addRow({"measured peak of the run", formatBytes(*run.summary.measuredPeakBytes), ""});
    rows.add("operations a step", [](const FreezeLineCost& cost) { return formatCount(cost.stepFlops); });
    if (const auto seconds = secondsPerStep(run); seconds && ownCost != nullptr && ownCost->stepFlops > 0)
        readout.table.addRow(
            {"time a step", aboutSeconds(*seconds), aboutSeconds(*seconds * here.stepFlops / ownCost->stepFlops)});
    rows.add("trainable parameters",
             [&](const FreezeLineCost& cost) { return trainable(cost, costs.front().trainableParameters); });
    readout.budget = budgetLine(here, budget);
    readout.summary = fmt::format("{}: {}{}", upTo(here), formatBytes(whileFrozen(here).total()),
                                  here.holdsFromTask > 1 ? fmt::format(" from task {} on", here.holdsFromTask) : "");
    if (ownCost != nullptr && ownCost != &here)
        readout.summary += fmt::format(" ({} with its own line)", formatBytes(whileFrozen(*ownCost).total()));
    if (budget > 0) readout.summary += fmt::format("; {}", spareText(budget - whileFrozen(here).total()));
    return readout;
}

std::string noFreezeLine(const RunRecord& run) {
    std::vector<std::string> having;
    for (const MethodInfo& method : catalog().methods())
        if (std::any_of(method.parameters.begin(), method.parameters.end(),
                        [](const ParameterInfo& info) { return info.name == "first_trainable_stage"; }))
            having.push_back(method.title);
    return fmt::format("{} trains every stage, there is no freeze line to move; methods that have one: {}.",
                       methodTitle(run.summary.method), fmt::join(having, ", "));
}

std::optional<double> secondsPerStep(const RunRecord& run) {
    std::map<RunPosition, int> steps;
    for (const LossRow& row : run.losses) {
        auto& last = steps[{row.task, row.epoch}];
        last = std::max(last, row.step);
    }
    std::map<int, std::pair<double, int>> tasks; // seconds and steps
    for (const PhaseTimeRow& row : run.phaseTimes) {
        const auto found = steps.find({row.task, row.epoch});
        if (row.phase != "training" || found == steps.end() || found->second == 0) continue;
        tasks[row.task].first += row.seconds;
        tasks[row.task].second += found->second;
    }
    if (tasks.empty()) return std::nullopt;
    const auto& [seconds, count] = tasks.rbegin()->second;
    return seconds / count;
}

} // namespace lightcl
