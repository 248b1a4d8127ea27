#include "cli/display/cost_text.h"

#include "base/units.h"
#include "cli/display/json.h"
#include "report/latex/latex_report.h"
#include "report/latex/results_table.h"
#include "text/latex.h"
#include "text/printable.h"
#include "text/table.h"

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
    Table table;
    table.addColumn("method", Table::Align::Left);
    for (const auto* title :
         {"parameters", "MACs a forward", "activations a sample", "samples trained", "training FLOPs"})
        table.addColumn(title);
    for (const auto& [run, cost, freeze] : methods) {
        table.addRow({run.method.name, grouped(cost.parameters), grouped(cost.forwardMacs),
                      grouped(cost.storedActivationsPerSample), grouped(cost.trainedSamples),
                      formatScientific(cost.trainingFlops)});
    }
    return toText(table);
}

std::string memoryTable(const std::vector<MethodCost>& methods) {
    Table table;
    table.addColumn("MiB", Table::Align::Left);
    for (const auto& method : methods) table.addColumn(method.run.method.name);
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
    return toText(table);
}

std::int64_t totalOfTask(const Prediction& cost, std::size_t task) {
    return cost.peakByTask[std::min(task, cost.peakByTask.size() - 1)].total();
}

/// Totals of each task, equal neighbours in one row; empty when every task needs the same.
std::string taskTable(const std::vector<MethodCost>& methods) {
    Table table;
    table.addColumn("MiB in task", Table::Align::Left);
    for (const auto& method : methods) table.addColumn(method.run.method.name);
    const auto totals = [&](std::size_t task) {
        std::vector<std::int64_t> row;
        row.reserve(methods.size());
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
    return "\nThe same by task\n" + toText(table);
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

std::string freezePart(const ExperimentCost& experiment) {
    if (experiment.freeze.empty()) return {};
    std::vector<std::pair<std::string, std::optional<FreezeAnswer>>> answers;
    for (const MethodCost& method : experiment.methods) answers.emplace_back(method.run.method.name, method.freeze);
    return '\n' + freezeText(experiment.freeze, answers);
}

/// Its own line: what is learnt once, before all runs, is in no method's account.
std::string pretrainingPart(const ExperimentCost& experiment) {
    if (!experiment.pretraining) return {};
    const Prediction& cost = *experiment.pretraining;
    return fmt::format(
        "\nPretraining, once and before all runs, in no method's figures: {} at a step's peak, {} samples "
        "trained, {} FLOPs\n",
        formatBytes(cost.peak.total()), grouped(cost.trainedSamples), formatScientific(cost.trainingFlops));
}

std::string experimentText(CostConvention convention, const ExperimentCost& experiment) {
    const bool byTask = convention == CostConvention::Exact && !experiment.methods.empty();
    return fmt::format("{}: predicted for one run of each method, {} convention\n\n{}\nMemory at a training step's "
                       "peak\n{}{}{}{}\n",
                       printable(experiment.name), toString(convention), operationsTable(experiment.methods),
                       memoryTable(experiment.methods), byTask ? taskTable(experiment.methods) : "",
                       freezePart(experiment), pretrainingPart(experiment));
}

Json bytesOf(const std::optional<MemoryBreakdown>& peak) {
    return peak ? Json(peak->total()) : Json();
}

/// null for a method without a line.
Json freezeJson(const std::optional<FreezeAnswer>& answer) {
    if (!answer) return {};
    const FreezeLineCost& asked = answer->asked;
    return {{"frozen_up_to", asked.frozenUpTo.empty() ? Json() : Json(asked.frozenUpTo)},
            {"holds_from_task", asked.holdsFromTask},
            {"peak_bytes_before", bytesOf(asked.peakBefore)},
            {"peak_bytes_after", bytesOf(asked.peakAfter)},
            {"peak_bytes_of_spec", answer->own ? Json(answer->own->peak.total()) : Json()},
            {"peak_bytes_from_pretrained", answer->pretrained.peak.total()},
            {"step_flops", asked.stepFlops},
            {"trainable_parameters", asked.trainableParameters}};
}

Json predictionJson(const Prediction& cost) {
    return {{"parameters", cost.parameters},
            {"forward_macs", cost.forwardMacs},
            {"stored_activations_per_sample", cost.storedActivationsPerSample},
            {"trained_samples", cost.trainedSamples},
            {"training_flops", wholeNumber(cost.trainingFlops)},
            {"memory_bytes", memoryJson(cost.peak)},
            {"peak_bytes", cost.peak.total()},
            {"peak_bytes_by_task", tasksJson(cost.peakByTask)},
            {"peak_mib", mebibytes(cost.peak.total())}};
}

Json experimentJson(CostConvention convention, const ExperimentCost& experiment) {
    Json json = {{"name", experiment.name}, {"convention", toString(convention)}, {"methods", Json::array()}};
    if (experiment.pretraining) json["pretraining"] = predictionJson(*experiment.pretraining);
    for (const auto& [run, cost, freeze] : experiment.methods) {
        Json method = {{"method", run.method.name}};
        method.update(predictionJson(cost));
        json["methods"].push_back(std::move(method));
        if (!experiment.freeze.empty()) json["methods"].back()["freeze"] = freezeJson(freeze);
    }
    return json;
}

ResultsTable tableOf(const std::vector<ExperimentCost>& experiments) {
    std::vector<ResultsEntry> entries;
    for (const ExperimentCost& experiment : experiments) {
        for (const auto& [run, cost, freeze] : experiment.methods) {
            entries.push_back(
                {run,
                 {{}, {}, MeanSd{cost.trainingFlops, {}, 1}, MeanSd{static_cast<double>(cost.peak.total()), {}, 1}}});
        }
    }
    return resultsTable(entries);
}

} // namespace

std::string costText(CostConvention convention, const std::vector<ExperimentCost>& experiments) {
    std::string text;
    for (const ExperimentCost& experiment : experiments) text += experimentText(convention, experiment);
    return text + "In the layout of LightCL's Table 1\n" + toText(toTable(tableOf(experiments)));
}

std::string costLatex(CostConvention convention, const std::vector<ExperimentCost>& experiments) {
    std::string names;
    for (const ExperimentCost& experiment : experiments) names += (names.empty() ? "" : "; ") + experiment.name;
    return latexTable(tableOf(experiments),
                      fmt::format("{}. FLOPs of the whole training and peak memory, predicted, {} convention.",
                                  latexEscaped(names), toString(convention)));
}

std::string costJson(CostConvention convention, const std::vector<ExperimentCost>& experiments) {
    if (experiments.size() == 1) return toText(experimentJson(convention, experiments.front()));
    Json json = Json::array();
    for (const ExperimentCost& experiment : experiments) json.push_back(experimentJson(convention, experiment));
    return toText(json);
}

} // namespace lightcl
