#include "report/report_reader.h"

#include "base/error.h"
#include "figures/accuracy_curves.h"
#include "figures/layer_heatmap.h"
#include "figures/memory_bars.h"
#include "figures/method_groups.h"
#include "report/text/spec_facts.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

std::vector<RunId> finishedRuns(const Database& database) {
    std::vector<RunId> runs;
    for (const auto& run : RunReader(database).runs())
        if (run.state == RunState::Done) runs.push_back(run.id);
    if (runs.empty()) {
        throw InputError(
            fmt::format("{}: holds no finished run; expected at least one to report on", database.file().string()));
    }
    return runs;
}

std::vector<LayerHeatmap> heatmaps(const RunReader& reader, RunId run) {
    std::vector<LayerHeatmap> result;
    for (const auto* metric : {"learning_plasticity", "memory_stability", "generalizability"}) {
        const auto rows = reader.layerMetrics(run, metric);
        if (!rows.empty()) result.push_back(layerHeatmap(metric, rows));
    }
    alignMoments(result);
    return result;
}

std::vector<std::pair<std::string, double>> phaseSeconds(const std::vector<PhaseTimeRow>& rows) {
    std::map<std::string, double> sums;
    for (const auto& row : rows) sums[row.phase] += row.seconds;
    std::vector<std::pair<std::string, double>> result(sums.begin(), sums.end());
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return result;
}

RunReport readRun(const Database& database, RunId id) {
    const RunReader reader(database);
    auto summary = reader.run(id);
    const auto peakRss = summary.peakRssBytes;
    return {std::move(summary),
            parseRun(reader.specToml(id), fmt::format("run {}", id)),
            accuracyCurves(reader.accuracies(id)),
            heatmaps(reader, id),
            memoryBars(reader.memory(id), peakRss),
            phaseSeconds(reader.phaseTimes(id))};
}

std::string titleOf(const std::vector<RunReport>& runs) {
    std::vector<std::string> names;
    for (const auto& run : runs)
        if (std::find(names.begin(), names.end(), run.summary.name) == names.end()) names.push_back(run.summary.name);
    std::string title;
    for (const auto& name : names) title += (title.empty() ? "" : ", ") + name;
    return title;
}

} // namespace

Report readReport(const Database& database, std::vector<RunId> runs) {
    if (runs.empty()) runs = finishedRuns(database);
    Report report;
    std::vector<RunSpec> specs;
    for (const auto run : runs) {
        report.runs.push_back(readRun(database, run));
        specs.push_back(report.runs.back().spec);
    }
    report.title = titleOf(report.runs);
    report.facts = specFacts(specs);
    report.groups = methodGroups(report.runs);
    return report;
}

} // namespace lightcl
