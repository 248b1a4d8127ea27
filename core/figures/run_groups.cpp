#include "figures/run_groups.h"

#include "base/error.h"
#include "figures/oklab.h"
#include "figures/run_names.h"
#include "figures/setting_differences.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace lightcl {

namespace {

/// The method's title, with the settings that tell a group from the method's other ones.
std::vector<std::string> labelsOf(const std::vector<const RunRecord*>& firstRuns) {
    std::map<std::string, SettingVariety> methods;
    for (const auto* run : firstRuns)
        if (run->spec) methods[run->summary.method].add(tellingSettings(*run->spec));
    std::vector<std::string> labels;
    for (const auto* run : firstRuns) {
        const auto title = methodTitle(run->summary.method);
        labels.push_back(run->spec
                             ? withSettings(title, methods[run->summary.method].differing(tellingSettings(*run->spec)))
                             : title);
    }
    return labels;
}

/// Numbers the texts that stand more than once.
void tellApart(std::vector<std::string>& texts, const std::vector<const RunRecord*>& runs) {
    std::map<std::string, int> counts;
    for (const auto& text : texts) ++counts[text];
    for (std::size_t index = 0; index < texts.size(); ++index)
        if (counts[texts[index]] > 1) texts[index] += fmt::format(" (#{})", runs[index]->summary.id);
}

/// The same for runs that differ in the seed only.
std::string groupKey(const RunRecord& run) {
    const RunSpec& spec = *run.spec;
    std::string key = fmt::format("{}\n{}\n", spec.name, spec.method.name);
    for (const auto* section : {&spec.scenario, &spec.network, &spec.training, &spec.measuring, &spec.method.parameters,
                                &spec.method.trainingOverrides, &spec.pretraining}) {
        for (const auto& [name, value] : section->values()) key += fmt::format("{} = {}\n", name, toText(value));
        key += '\n';
    }
    return key;
}

/// The spec's text with seed 0: the same for runs that differ in the seed only, but also where a newer program writes
/// a setting that an older one did not know.
std::string withoutSeed(const std::string& toml) {
    const auto begin = toml.starts_with("seeds = ") ? 0 : toml.find("\nseeds = ");
    if (begin == std::string::npos) return toml;
    const auto value = toml.find('=', begin);
    const auto end = std::min(toml.find('\n', value), toml.size());
    return toml.substr(0, value) + "= [0]" + toml.substr(end);
}

std::string settingKey(const std::string& tomlWithoutSeed) {
    try {
        return toToml(parseRun(tomlWithoutSeed, "spec"));
    } catch (const InputError&) {
        return tomlWithoutSeed;
    }
}

} // namespace

SettingTexts tellingSettings(const RunSpec& run) {
    SettingTexts settings =
        settingTexts({&run.scenario, &run.network, &run.training, &run.measuring, &run.method.parameters});
    settings["name"] = run.name;
    for (const auto& [name, value] : run.pretraining.values()) settings["pretraining." + name] = toText(value);
    return settings;
}

bool differInSeedOnly(const RunRecord& a, const RunRecord& b) {
    if (!a.spec || !b.spec) return false;
    RunSpec same = *a.spec;
    same.seed = b.spec->seed;
    return same == *b.spec;
}

std::vector<RunGroup> runGroups(const std::vector<const RunRecord*>& runs) {
    std::vector<RunGroup> groups;
    std::vector<const RunRecord*> firstRuns;
    std::map<std::string, std::size_t> known;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto [same, isNew] =
            runs[index]->spec ? known.try_emplace(groupKey(*runs[index]), groups.size()) : std::pair(known.end(), true);
        if (!isNew) {
            groups[same->second].runs.push_back(index);
            continue;
        }
        groups.push_back({{index}, {}});
        firstRuns.push_back(runs[index]);
    }
    auto labels = labelsOf(firstRuns);
    tellApart(labels, firstRuns);
    for (std::size_t group = 0; group < groups.size(); ++group) groups[group].label = std::move(labels[group]);
    return groups;
}

std::vector<std::string> runLabels(const std::vector<const RunRecord*>& runs) {
    std::vector<std::string> labels(runs.size());
    for (const auto& group : runGroups(runs)) {
        for (const auto run : group.runs)
            labels[run] = fmt::format("{}, seed {}", group.label, runs[run]->summary.seed);
    }
    tellApart(labels, runs);
    return labels;
}

RunPlaces RunPlacer::places(const std::map<RunId, std::string>& specTomls, const std::set<RunId>& apart) {
    struct Group {
        std::size_t place;
        std::size_t members = 0;
        RunId first;
    };
    std::map<std::string, Group> groups;
    RunPlaces result;
    for (const auto& [run, toml] : specTomls) {
        if (apart.contains(run)) {
            result[run] = {kNoGroup, 0, run};
            continue;
        }
        const auto [key, isNew] = keys_.try_emplace(withoutSeed(toml));
        if (isNew) key->second = settingKey(key->first);
        auto& group = groups.try_emplace(key->second, Group{groups.size(), 0, run}).first->second;
        result[run] = {group.place, group.members++, group.first};
    }
    return result;
}

Color groupColor(std::size_t group) {
    if (group == kNoGroup) return {0.5, 0.5, 0.5};
    return colorFromHex(runPaletteColor(group));
}

Color shadeOf(const Color& groupColor, std::size_t member) {
    // All of them can be read on white and on a dark ground, and have enough colour for turns of their hue to be seen.
    constexpr std::array<double, 4> levels = {0.73, 0.48, 0.65, 0.565};
    constexpr std::array<double, 3> turns = {0, 0.49, -0.49};
    static_assert(levels.size() * turns.size() == kShades);
    if (member % kShades == 0) return groupColor;
    const Oklab own = toOklab(groupColor);
    const auto nearer = [&](double a, double b) { return std::abs(a - own.lightness) < std::abs(b - own.lightness); };
    const auto taken = std::min_element(levels.begin(), levels.end(), nearer) - levels.begin();
    // The group's own colour stands in the place of the nearest shade.
    const auto before = static_cast<std::ptrdiff_t>(member % kShades) - 1;
    const auto place = static_cast<std::size_t>(before < taken ? before : before + 1);
    return fromOklab(Oklab::of(levels[place % levels.size()], std::clamp(own.chroma(), 0.1, 0.2),
                               own.hue() + turns[place / levels.size()]));
}

} // namespace lightcl
