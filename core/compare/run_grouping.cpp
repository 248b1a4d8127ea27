#include "compare/run_grouping.h"

#include "base/error.h"
#include "figures/run_groups.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <utility>

namespace lightcl {

namespace {

std::string sectionText(const Parameters& section, const std::string& without) {
    std::string text;
    for (const auto& [name, value] : section.values())
        if (name != without) text += fmt::format("{} = {}\n", name, toText(value));
    return text;
}

/// The figures of a run that are settings of its spec under another name.
std::string settingOfFigure(const std::string& figure) {
    return figure == "scenario" ? "kind" : figure;
}

/// Seed and settings, less the one that `by` names.
std::string placeOf(const RunSpec& run, const RunKey& by) {
    const std::string left = by.figure() != nullptr ? settingOfFigure(by.name()) : by.setting();
    const auto section = [&](const std::string& name) {
        const bool meant = by.figure() != nullptr || by.section() == name;
        return "[" + name + "]\n" + sectionText(specSection(run, name), meant ? left : std::string());
    };
    std::string place = fmt::format("{}\n", left == "seed" ? 0 : run.seed);
    for (const char* name : {"scenario", "network", "training"}) place += section(name);
    if (left != "method") place += run.method.name + "\n" + section("method");
    return place;
}

std::string scenarioPlace(const RunSpec& run) {
    return fmt::format("{}\n{}", run.seed, sectionText(run.scenario, {}));
}

/// All that is known of the setting of an imported run, less what `without` names.
std::string importedPlace(const RunSummary& run, const std::string& without) {
    std::string place = "imported\n";
    const std::vector<std::pair<std::string, std::string>> known = {{"seed", fmt::format("{}", run.seed)},
                                                                    {"scenario", run.scenario},
                                                                    {"dataset", run.dataset},
                                                                    {"backbone", run.backbone},
                                                                    {"method", run.method}};
    for (const auto& [name, value] : known)
        if (name != without) place += fmt::format("{} = {}\n", name, value);
    return place;
}

/// Imported runs of one name, method and data set.
void addImported(std::vector<GroupedRuns>& groups, const std::vector<const RunRecord*>& runs) {
    std::map<std::string, std::size_t> known;
    for (const auto* run : runs) {
        if (run->spec) continue;
        const RunSummary& summary = run->summary;
        const auto key = fmt::format("{}\n{}\n{}\n{}", summary.method, summary.name, summary.dataset, summary.backbone);
        const auto [place, isNew] = known.try_emplace(key, groups.size());
        const auto title = methodTitle(summary.method);
        if (isNew)
            groups.push_back({summary.name.empty() ? title : fmt::format("{} ({})", title, summary.name), {}, {}});
        groups[place->second].runs.push_back(run);
    }
}

std::vector<GroupedRuns> bySetting(const std::vector<const RunRecord*>& runs) {
    std::vector<GroupedRuns> result;
    std::vector<const RunRecord*> own;
    std::ranges::copy_if(runs, std::back_inserter(own), [](const auto* run) { return run->spec.has_value(); });
    for (const auto& group : runGroups(own)) {
        GroupedRuns made{group.label, {}, {}};
        for (const auto index : group.runs) made.runs.push_back(own[index]);
        result.push_back(std::move(made));
    }
    addImported(result, runs);
    return result;
}

std::string pairPlace(const RunRecord& run, const std::optional<RunKey>& by) {
    if (!run.spec) return importedPlace(run.summary, by ? by->name() : "method");
    return by ? placeOf(*run.spec, *by) : scenarioPlace(*run.spec);
}

} // namespace

bool canGroupBy(const RunKey& key) {
    return key.figure() == nullptr || !isResult(*key.figure());
}

std::vector<GroupedRuns> groupsAlone(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by) {
    std::vector<const RunRecord*> readable;
    for (const auto* run : runs)
        if (run->spec || run->isImported) readable.push_back(run);
    if (!by) return bySetting(readable);
    if (!canGroupBy(*by))
        throw InputError(fmt::format("{} is what runs reached; expected what sets them apart, such as method, seed or "
                                     "a key of the spec",
                                     by->name()));
    std::vector<GroupedRuns> result;
    std::map<std::string, std::size_t> known;
    for (const auto* run : readable) {
        const auto value = by->textOf(*run);
        const auto [place, isNew] = known.try_emplace(value, result.size());
        if (isNew) result.push_back({by->labelOf(value), {}, {}});
        result[place->second].runs.push_back(run);
    }
    return result;
}

std::vector<GroupedRuns> groupRuns(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& by) {
    auto groups = groupsAlone(runs, by);
    for (auto& group : groups)
        for (const auto* run : group.runs) group.places.push_back(pairPlace(*run, by));
    return groups;
}

} // namespace lightcl
