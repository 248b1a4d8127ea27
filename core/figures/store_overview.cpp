#include "figures/store_overview.h"

#include "base/units.h"
#include "catalog/catalog.h"
#include "figures/figure_text.h"
#include "figures/run_names.h"
#include "figures/setting_differences.h"
#include "runs/run_figure.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace lightcl {

namespace {

bool competes(const MethodGroup& group) {
    const MethodInfo* method = catalog().method(group.spec.method.name);
    return method == nullptr || !method->seesAllTasks;
}

/// What must be the same for accuracies and memory to be compared.
SettingTexts tasksAndNetwork(const RunSpec& run) {
    return settingTexts({&run.scenario, &run.network});
}

std::string titleOf(const RunSummary& run, const RunSpec& spec) {
    const std::int64_t tasks = spec.scenario.contains("tasks") ? spec.scenario.integer("tasks") : 1;
    return fmt::format("{}, {}, {} task{}, {}", run.dataset, run.scenario, tasks, tasks == 1 ? "" : "s", run.backbone);
}

/// Best first; groups without that figure last, in the order they were made.
void rank(OverviewSetting& setting) {
    const auto accuracyOf = [&](const OverviewRow& row) {
        const auto mean = row.group.figure(setting.accuracy);
        return mean ? mean->mean : -1;
    };
    std::ranges::stable_sort(setting.rows, std::ranges::greater(), accuracyOf);
}

void giveTitles(StoreOverview& overview, const std::vector<std::string>& titles) {
    std::map<std::string, SettingVariety> varieties;
    for (std::size_t i = 0; i < overview.size(); ++i)
        varieties[titles[i]].add(tasksAndNetwork(overview[i].rows.front().group.spec));
    for (std::size_t i = 0; i < overview.size(); ++i) {
        const auto settings = tasksAndNetwork(overview[i].rows.front().group.spec);
        overview[i].title = withSettings(titles[i], varieties[titles[i]].differing(settings));
    }
}

std::string seedsText(const MeanSd& mean) {
    return mean.count < 2 ? std::string() : fmt::format(" over {} seeds", mean.count);
}

std::string accuracyText(const MeanSd& mean, std::string_view figure) {
    return fmt::format("{} % {}{}", meanSdText(mean, kPercentUnit, 1), runFigure(figure).title, seedsText(mean));
}

/// "LightCL", "LightCL and SGD", "LightCL, SGD and ER"
std::string listOfGroups(const std::vector<const MethodGroup*>& groups) {
    std::string names;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i > 0) names += i + 1 == groups.size() ? " and " : ", ";
        names += groups[i]->label;
    }
    return names;
}

struct Candidates {
    const MethodGroup* best = nullptr;
    std::vector<const MethodGroup*> leanest;
    double least = 0; ///< bytes
};

Candidates findCandidates(const std::vector<MethodGroup>& groups, std::string_view accuracy) {
    Candidates found;
    for (const auto& group : groups) {
        if (!competes(group)) continue;
        const auto mean = group.figure(accuracy);
        if (mean && (found.best == nullptr || mean->mean > found.best->figure(accuracy)->mean)) found.best = &group;
        const auto peak = peakOf(group);
        if (peak && (found.least == 0 || peak->mean < found.least)) found.least = peak->mean;
    }
    constexpr double alike = 1.01;
    for (const auto& group : groups) {
        const auto peak = competes(group) ? peakOf(group) : std::nullopt;
        if (peak && peak->mean <= found.least * alike) found.leanest.push_back(&group);
    }
    return found;
}

std::string leanestSentence(const Candidates& found) {
    const auto bytes = formatBytes(static_cast<std::int64_t>(found.least));
    const bool one = found.leanest.size() == 1;
    const bool isBest = std::ranges::find(found.leanest, found.best) != found.leanest.end();
    if (one && isBest) return fmt::format("It needs the least memory too: {}.", bytes);
    const auto bestPeak = found.best != nullptr ? peakOf(*found.best) : std::nullopt;
    const auto share = bestPeak && !isBest
                           ? fmt::format(", {:.0f} % of {}'s", 100 * found.least / bestPeak->mean, found.best->label)
                           : std::string();
    return fmt::format("{} need{} the least memory: {}{}.", listOfGroups(found.leanest), one ? "s" : "", bytes, share);
}

} // namespace

std::optional<MeanSd> peakOf(const MethodGroup& group) {
    const auto measured = group.figure("measured_peak_bytes");
    return measured ? measured : group.figure("predicted_peak_bytes");
}

std::string bestAndLeanest(const std::vector<MethodGroup>& groups, std::string_view accuracy) {
    const auto found = findCandidates(groups, accuracy);
    std::string text;
    if (found.best != nullptr)
        text = fmt::format("{} remembers best: {}.", found.best->label,
                           accuracyText(*found.best->figure(accuracy), accuracy));
    if (!found.leanest.empty()) text += (text.empty() ? "" : " ") + leanestSentence(found);
    return text;
}

StoreOverview storeOverview(const std::vector<const RunRecord*>& runs) {
    std::map<RunId, const RunRecord*> byId;
    for (const auto* run : runs) byId[run->summary.id] = run;
    StoreOverview overview;
    std::vector<std::string> titles;
    std::map<SettingTexts, std::size_t> places;
    for (auto& group : methodGroups(runs)) {
        const RunRecord& first = *byId.at(group.runs.front());
        const auto [place, isNew] = places.try_emplace(tasksAndNetwork(group.spec), overview.size());
        if (isNew) {
            const bool told = first.summary.scenario == "task-incremental";
            overview.push_back({{}, told ? "task_il" : "class_il", {}, {}});
            titles.push_back(titleOf(first.summary, group.spec));
        }
        auto bars = memoryBars(first.memory, first.summary.peakRssBytes, BarDetail::OnePerRun);
        auto memory = bars.empty() ? std::nullopt : std::optional(std::move(bars.front()));
        overview[place->second].rows.push_back({std::move(group), std::move(memory)});
    }
    giveTitles(overview, titles);
    for (auto& setting : overview) {
        rank(setting);
        std::vector<MethodGroup> groups;
        for (const auto& row : setting.rows) groups.push_back(row.group);
        setting.verdict = bestAndLeanest(groups, setting.accuracy);
    }
    const auto newest = [](const OverviewSetting& setting) {
        RunId last = 0;
        for (const auto& row : setting.rows) last = std::max(last, std::ranges::max(row.group.runs));
        return last;
    };
    std::ranges::stable_sort(overview, std::ranges::greater(), [&](const OverviewSetting& setting) {
        return std::pair(setting.rows.size() > 1, newest(setting));
    });
    return overview;
}

std::vector<RunId> runsOfOverview(const StoreOverview& overview, std::size_t most) {
    std::vector<RunId> runs;
    if (overview.empty()) return runs;
    std::vector<const MethodGroup*> groups;
    for (const auto& row : overview.front().rows) groups.push_back(&row.group);
    std::ranges::stable_partition(groups, [](const MethodGroup* group) { return competes(*group); });
    for (const auto* entry : groups) {
        const auto& group = entry->runs;
        if (!runs.empty() && runs.size() + group.size() > most) break;
        const auto count = std::min(group.size(), most);
        runs.insert(runs.end(), group.begin(), group.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return runs;
}

} // namespace lightcl
