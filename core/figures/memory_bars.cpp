#include "figures/memory_bars.h"

#include "base/units.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

std::map<int, MemoryBreakdown> peaksByTask(const std::vector<MemoryRow>& rows, std::string_view source) {
    std::map<int, MemoryBreakdown> peaks;
    for (const auto& row : rows)
        if (row.source == source) peaks[row.task][row.category] += row.peakBytes;
    return peaks;
}

/// One bar a task; unless all are wanted, only that of the first with the largest peak.
std::vector<MemoryBar> measuredBars(const std::vector<MemoryRow>& rows, bool everyTask) {
    std::vector<MemoryBar> bars;
    for (const auto& [task, bytes] : peaksByTask(rows, "measured")) bars.push_back({0, "measured", task, bytes, {}});
    if (everyTask || bars.size() < 2) return bars;
    return {*std::max_element(bars.begin(), bars.end(), [](const MemoryBar& a, const MemoryBar& b) {
        return a.bytes.total() < b.bytes.total();
    })};
}

} // namespace

std::vector<MemoryBar> memoryBars(const std::vector<MemoryRow>& rows, std::optional<std::int64_t> peakRssBytes,
                                  BarDetail detail, std::size_t run) {
    std::vector<MemoryBar> bars;
    for (const auto* source : {"exact", "paper"}) {
        const auto peaks = peaksByTask(rows, source);
        if (!peaks.empty()) bars.push_back({0, source, 0, peaks.begin()->second, {}});
    }
    const auto measured = measuredBars(rows, detail == BarDetail::EveryTask);
    bars.insert(bars.end(), measured.begin(), measured.end());
    if (!measured.empty()) bars.back().peakRssBytes = peakRssBytes;
    if (detail == BarDetail::OnePerRun && bars.size() > 1) bars = {measured.empty() ? bars.front() : bars.back()};
    for (auto& bar : bars) bar.run = run;
    return bars;
}

std::int64_t peakOf(const std::vector<MemoryRow>& rows, std::string_view source, int task) {
    const auto peaks = peaksByTask(rows, source);
    const auto found = peaks.find(task);
    return found == peaks.end() ? 0 : found->second.total();
}

std::vector<MemoryPiece> stackedPieces(const MemoryBreakdown& bytes) {
    std::vector<MemoryPiece> pieces;
    std::int64_t edge = 0;
    for (const auto category : kMemoryCategories) {
        if (bytes[category] <= 0) continue;
        pieces.push_back({category, edge, edge + bytes[category]});
        edge += bytes[category];
    }
    return pieces;
}

std::string barLabel(const MemoryBar& bar, bool everyTask) {
    if (bar.source == "exact") return "predicted";
    if (bar.source == "paper") return "paper";
    return everyTask ? fmt::format("task {}", bar.task) : "measured";
}

std::string memoryCaption(const std::vector<MemoryBar>& bars) {
    std::string caption = "Predicted by the cost model under its exact convention (this engine) and the paper's "
                          "(LightCL, Table 1); measured by counting the tensors' bytes, in the task that needed most.";
    std::optional<std::int64_t> peakRss;
    for (const auto& bar : bars) {
        if (bar.peakRssBytes) peakRss = bar.peakRssBytes;
        const auto measuring = bar.bytes[MemoryCategory::Measuring];
        if (measuring > 0)
            caption += fmt::format(" Probe data of the layer metrics ({}) is left out.", formatBytes(measuring));
    }
    if (peakRss) {
        caption +=
            fmt::format(" The process's peak resident set was {}; it includes the libraries' code and the data set.",
                        formatBytes(*peakRss));
    }
    return caption;
}

BudgetPlace budgetPlace(double longest, double budget) {
    constexpr double margin = 1.05;
    constexpr double mostEmpty = 3; // bars of a third of the width can still be read
    if (longest > 0 && budget > mostEmpty * longest) return {longest, true};
    return {std::max(longest, budget * margin), false};
}

Table memoryTable(const std::vector<const RunSummary*>& runs, const std::vector<MemoryBar>& bars) {
    Table table;
    for (const auto* title : {"run_id", "method", "seed", "source", "task", "category", "bytes"})
        table.addColumn(title);
    for (const auto& bar : bars) {
        const auto& run = *runs[bar.run];
        const auto add = [&](std::string_view category, std::int64_t bytes) {
            table.addRow({std::to_string(run.id), run.method, std::to_string(run.seed), bar.source,
                          std::to_string(bar.task), std::string(category), std::to_string(bytes)});
        };
        for (const auto category : kMemoryCategories) add(toString(category), bar.bytes[category]);
        if (bar.peakRssBytes) add("process peak RSS", *bar.peakRssBytes);
    }
    return table;
}

} // namespace lightcl
