#include "cli/cost_text.h"

#include "base/units.h"
#include "cli/json.h"
#include "report/text_table.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace lightcl {

namespace {

double mebibytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / kMiB;
}

/// A count with its digits in groups of three.
std::string grouped(std::int64_t count) {
    const auto digits = std::to_string(count);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string operationsTable(const std::vector<MethodCost>& methods) {
    TextTable table;
    table.addColumn("method", TextTable::Align::Left);
    for (const auto* title :
         {"parameters", "MACs a forward", "activations a sample", "samples trained", "training FLOPs"})
        table.addColumn(title);
    for (const auto& [method, cost] : methods) {
        table.addRow({method, grouped(cost.parameters), grouped(cost.forwardMacs),
                      grouped(cost.storedActivationsPerSample), grouped(cost.trainedSamples),
                      formatScientific(cost.trainingFlops)});
    }
    return table.text();
}

std::string memoryTable(const std::vector<MethodCost>& methods) {
    TextTable table;
    table.addColumn("MiB", TextTable::Align::Left);
    for (const auto& method : methods) table.addColumn(method.method);
    const auto addRow = [&](std::string_view title, const auto& bytesOf) {
        std::vector<std::string> cells = {std::string(title)};
        for (const auto& method : methods) cells.push_back(fmt::format("{:.2f}", mebibytes(bytesOf(method.cost.peak))));
        table.addRow(std::move(cells));
    };
    for (const auto category : kMemoryCategories) {
        if (category == MemoryCategory::Measuring) continue;
        addRow(toString(category), [category](const MemoryBreakdown& peak) { return peak[category]; });
    }
    addRow("total", [](const MemoryBreakdown& peak) { return peak.total(); });
    return table.text();
}

std::int64_t totalOfTask(const CostEstimate& cost, std::size_t task) {
    return cost.peakByTask[std::min(task, cost.peakByTask.size() - 1)].total();
}

/// Totals of each task, equal neighbours in one row; empty when every task needs the same.
std::string taskTable(const std::vector<MethodCost>& methods) {
    TextTable table;
    table.addColumn("MiB in task", TextTable::Align::Left);
    for (const auto& method : methods) table.addColumn(method.method);
    const auto totals = [&](std::size_t task) {
        std::vector<std::int64_t> row;
        for (const auto& method : methods) row.push_back(totalOfTask(method.cost, task));
        return row;
    };
    const std::size_t tasks = methods.front().cost.peakByTask.size();
    std::size_t first = 0;
    for (std::size_t task = 1; task <= tasks; ++task) {
        if (task < tasks && totals(task) == totals(first)) continue;
        if (first == 0 && task == tasks) return {};
        std::vector<std::string> cells = {first + 1 == task ? fmt::format("{}", task)
                                                            : fmt::format("{}-{}", first + 1, task)};
        for (const auto total : totals(first)) cells.push_back(fmt::format("{:.2f}", mebibytes(total)));
        table.addRow(std::move(cells));
        first = task;
    }
    return "\nThe same by task\n" + table.text();
}

/// FLOPs are a whole number kept in a double; they are written as one while an integer can hold it.
Json wholeNumber(double value) {
    constexpr double largest = 9.2e18;
    if (std::isfinite(value) && std::abs(value) < largest) return static_cast<std::int64_t>(std::llround(value));
    return value;
}

Json memoryJson(const MemoryBreakdown& peak) {
    Json json;
    for (const auto category : kMemoryCategories) {
        std::string key(toString(category));
        std::replace(key.begin(), key.end(), ' ', '_');
        json[key] = peak[category];
    }
    return json;
}

Json tasksJson(const std::vector<MemoryBreakdown>& peaks) {
    Json json = Json::array();
    for (const MemoryBreakdown& peak : peaks) json.push_back(peak.total());
    return json;
}

} // namespace

std::string costText(const std::string& name, CostConvention convention, const std::vector<MethodCost>& methods) {
    const bool byTask = convention == CostConvention::Exact && !methods.empty();
    return fmt::format(
        "{}: predicted for one run of each method, {} convention\n\n{}\nMemory at a training step's peak\n{}{}", name,
        toString(convention), operationsTable(methods), memoryTable(methods), byTask ? taskTable(methods) : "");
}

std::string costJson(const std::string& name, CostConvention convention, const std::vector<MethodCost>& methods) {
    Json json = {{"name", name}, {"convention", toString(convention)}, {"methods", Json::array()}};
    for (const auto& [method, cost] : methods) {
        json["methods"].push_back({{"method", method},
                                   {"parameters", cost.parameters},
                                   {"forward_macs", cost.forwardMacs},
                                   {"stored_activations_per_sample", cost.storedActivationsPerSample},
                                   {"trained_samples", cost.trainedSamples},
                                   {"training_flops", wholeNumber(cost.trainingFlops)},
                                   {"memory_bytes", memoryJson(cost.peak)},
                                   {"peak_bytes", cost.peak.total()},
                                   {"peak_bytes_by_task", tasksJson(cost.peakByTask)},
                                   {"peak_mib", mebibytes(cost.peak.total())}});
    }
    return toText(json);
}

} // namespace lightcl
