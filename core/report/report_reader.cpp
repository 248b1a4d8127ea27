#include "report/report_reader.h"

#include "base/error.h"
#include "catalog/layer_metric.h"
#include "figures/accuracy_figures.h"
#include "figures/method_groups.h"
#include "figures/run_groups.h"
#include "report/text/spec_facts.h"
#include "running/choose_settings.h"
#include "spec/imported_spec.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"
#include "text/text_list.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace lightcl {

namespace {

std::vector<RunId> finishedRuns(const Database& database) {
    std::vector<RunId> runs;
    for (const auto& run : RunReader(database).runs())
        if (run.state == RunState::Done && !run.isApart() && run.archived == 0 &&
            !isImportedSpec(RunReader(database).specToml(run.id)))
            runs.push_back(run.id);
    if (runs.empty()) {
        throw InputError(
            fmt::format("{}: holds no finished run; expected at least one to report on", database.file().string()));
    }
    return runs;
}

std::vector<LayerGrid> heatmaps(const LayerMetrics& measured) {
    std::vector<LayerGrid> result;
    for (const auto& metric : kLayerMetrics) {
        if (!metric.inReports) continue;
        LayerGrid grid(measured, std::string(metric.name), ColumnKind::Epochs);
        if (grid.hasValues()) result.push_back(std::move(grid));
    }
    return result;
}

std::vector<std::pair<std::string, double>> phaseSeconds(const std::vector<PhaseTimeRow>& rows) {
    std::map<std::string, double> sums;
    for (const auto& row : rows) sums[row.phase] += row.seconds;
    std::vector<std::pair<std::string, double>> result(sums.begin(), sums.end());
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return result;
}

/// Throws InputError where the spec cannot be read, which a report has to tell.
RunRecord readRecord(const RunReader& reader, RunId id) {
    RunRecord run;
    run.summary = reader.run(id);
    run.environment = reader.environment(id);
    run.accuracies = reader.accuracies(id);
    run.layerMetrics = reader.layerMetrics(id);
    run.memory = reader.memory(id);
    run.phaseTimes = reader.phaseTimes(id);
    const std::string toml = reader.specToml(id);
    if (isImportedSpec(toml))
        throw InputError(
            fmt::format("run {}: was imported without a spec; expected runs that the workbench trained", id));
    describeRun(run, parseRun(toml, fmt::format("run {}", id)));
    return run;
}

RunReport reportOn(const RunRecord& run) {
    return {run.summary,
            *run.spec,
            {taskAccuracies(run, AccuracyKind::ClassIl), taskAccuracies(run, AccuracyKind::TaskIl)},
            heatmaps(run.layerMetrics),
            memoryBars(run.memory, run.summary.peakRssBytes),
            phaseSeconds(run.phaseTimes)};
}

/// The finished runs' groups over the tasks, in the colours they have among all runs of the store.
/// Where and with what the runs were made, each different wording once.
std::string madeOn(const std::vector<RunRecord>& runs) {
    std::vector<std::string> lines;
    for (const RunRecord& run : runs) {
        const auto line = run.environment ? environmentLine(*run.environment) : std::string();
        if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
    }
    return fmt::format("{}", fmt::join(lines, "; "));
}

AccuracyFigures comparison(const RunReader& reader, const std::vector<RunRecord>& runs) {
    std::set<RunId> apart;
    for (const auto& run : reader.runs())
        if (run.isApart()) apart.insert(run.id);
    const auto places = RunPlacer().places(reader.specTomls(), apart);
    std::vector<DrawnRun> drawn;
    for (const auto& run : runs) {
        if (run.summary.state != RunState::Done || run.summary.isApart()) continue;
        const auto place = places.at(run.summary.id);
        const auto color = groupColor(place.group);
        drawn.push_back({&run, shadeOf(color, place.member), color});
    }
    return {groupAccuracies(drawn, AccuracyKind::ClassIl, CoursePoints::TaskEnds),
            groupAccuracies(drawn, AccuracyKind::TaskIl, CoursePoints::TaskEnds)};
}

std::string titleOf(const std::vector<RunReport>& runs) {
    std::string title;
    std::set<std::string> known;
    for (const auto& run : runs)
        if (known.insert(run.summary.name).second) title += (title.empty() ? "" : ", ") + run.summary.name;
    return title;
}

/// The classes' names of each run, once each.
std::string classesFact(const std::vector<RunReport>& runs) {
    constexpr std::size_t most = 20;
    std::vector<std::string> lists;
    for (const auto& run : runs) {
        std::vector<std::string> names = textsIn(run.summary.classNames);
        if (names.empty()) continue;
        const std::size_t more = names.size() - std::min(names.size(), most);
        names.resize(names.size() - more);
        std::string text = fmt::format("{}", fmt::join(names, ", "));
        if (more > 0) text += fmt::format(" and {} more", more);
        if (std::find(lists.begin(), lists.end(), text) == lists.end()) lists.push_back(std::move(text));
    }
    return fmt::format("{}", fmt::join(lists, "; "));
}

} // namespace

Report readReport(const Database& database, std::vector<RunId> runs) {
    const Choices choices = choicesOf(database); // among all runs, whichever are reported on
    const std::set<RunId> rejected = choices.rejected();
    std::vector<RunId> about = runs;
    if (runs.empty()) {
        runs = about = finishedRuns(database);
        std::erase_if(runs, [&](RunId run) { return rejected.count(run) > 0; });
        if (runs.empty()) runs = about; // nothing was chosen yet
    }
    const RunReader reader(database);
    std::vector<RunRecord> records;
    std::vector<RunSpec> specs;
    Report report;
    for (const auto run : runs) {
        records.push_back(readRecord(reader, run));
        specs.push_back(*records.back().spec);
        report.runs.push_back(reportOn(records.back()));
    }
    report.title = titleOf(report.runs);
    report.facts = specFacts(specs);
    if (const auto made = madeOn(records); !made.empty()) report.facts.emplace_back("Made on", made);
    if (const std::string classes = classesFact(report.runs); !classes.empty()) {
        report.facts.emplace_back("Classes, by output", classes);
    }
    if (const auto words = choices.words(about); !words.empty())
        report.facts.emplace_back("Selection", fmt::format("{}", fmt::join(words, " ")));
    std::erase_if(records, [&](const RunRecord& record) { return rejected.count(record.summary.id) > 0; });
    std::vector<const RunRecord*> all;
    for (const auto& record : records) all.push_back(&record);
    report.groups = methodGroups(all);
    report.comparison = comparison(reader, records);
    return report;
}

} // namespace lightcl
