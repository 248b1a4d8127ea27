#include "figures/run_groups.h"

#include "base/error.h"
#include "figures/run_names.h"
#include "figures/run_palette.h"
#include "figures/setting_differences.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// What may tell two groups of one method apart.
SettingTexts settingsTelling(const RunSpec& run) {
    SettingTexts settings =
        settingTexts({&run.scenario, &run.network, &run.training, &run.measuring, &run.method.parameters});
    settings["name"] = run.name;
    return settings;
}

std::string labelOf(const RunRecord& run, const std::vector<const RunRecord*>& firstRuns) {
    const auto title = methodTitle(run.summary.method);
    if (!run.spec) return title;
    std::vector<SettingTexts> others;
    for (const auto* other : firstRuns) {
        if (other->spec && other->summary.method == run.summary.method) others.push_back(settingsTelling(*other->spec));
    }
    return withSettings(title, differences(settingsTelling(*run.spec), others));
}

/// Numbers the texts that stand more than once.
void tellApart(std::vector<std::string>& texts, const std::vector<const RunRecord*>& runs) {
    const auto plain = texts;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (std::count(plain.begin(), plain.end(), plain[index]) > 1)
            texts[index] += fmt::format(" (#{})", runs[index]->summary.id);
    }
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

bool differInSeedOnly(const RunRecord& a, const RunRecord& b) {
    if (!a.spec || !b.spec) return false;
    RunSpec same = *a.spec;
    same.seed = b.spec->seed;
    return same == *b.spec;
}

std::vector<RunGroup> runGroups(const std::vector<const RunRecord*>& runs) {
    std::vector<RunGroup> groups;
    std::vector<const RunRecord*> firstRuns;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const auto same = std::find_if(firstRuns.begin(), firstRuns.end(),
                                       [&](const auto* first) { return differInSeedOnly(*first, *runs[index]); });
        if (same == firstRuns.end()) {
            groups.push_back({{index}, {}});
            firstRuns.push_back(runs[index]);
        } else {
            groups[static_cast<std::size_t>(same - firstRuns.begin())].runs.push_back(index);
        }
    }
    std::vector<std::string> labels;
    for (const auto* first : firstRuns) labels.push_back(labelOf(*first, firstRuns));
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

RunPlaces RunPlacer::places(const std::map<RunId, std::string>& specTomls) {
    struct Group {
        std::size_t place;
        std::size_t members = 0;
        RunId first;
    };
    std::map<std::string, Group> groups;
    RunPlaces result;
    for (const auto& [run, toml] : specTomls) {
        const auto [key, isNew] = keys_.try_emplace(withoutSeed(toml));
        if (isNew) key->second = settingKey(key->first);
        auto& group = groups.try_emplace(key->second, Group{groups.size(), 0, run}).first->second;
        result[run] = {group.place, group.members++, group.first};
    }
    return result;
}

Color groupColor(std::size_t group) {
    return colorFromHex(runPaletteColor(group));
}

Color shadeOf(const Color& groupColor, std::size_t member) {
    struct Shade {
        double towards; ///< black or white
        double share;
    };
    constexpr std::array<Shade, 5> shades = {{{0, 0}, {1, 0.35}, {0, 0.3}, {1, 0.6}, {0, 0.5}}};
    const auto [towards, share] = shades[member % shades.size()];
    const auto mixed = [towards = towards, share = share](double part) { return part + (towards - part) * share; };
    return {mixed(groupColor.red), mixed(groupColor.green), mixed(groupColor.blue)};
}

} // namespace lightcl
