#include "compare/run_blocks.h"

#include "base/error.h"
#include "figures/run_names.h"
#include "figures/setting_differences.h"

#include <fmt/format.h>
#include <map>
#include <set>

namespace lightcl {

namespace {

constexpr const char* kDatasetSetting = "dataset";

SettingTexts scenarioTexts(const RunRecord& run) {
    auto texts = settingTexts({&run.spec->scenario});
    texts.erase(kDatasetSetting);
    return texts;
}

using OverrideNames = std::map<std::string, std::set<std::string>>; ///< by method

/// The method's own settings; of what only some of the method's runs train otherwise the others say so.
SettingTexts ownMethodTexts(const RunRecord& run, const OverrideNames& overrides) {
    auto texts = settingTexts({&run.spec->method.parameters, &run.spec->method.trainingOverrides});
    if (const auto names = overrides.find(run.summary.method); names != overrides.end())
        for (const auto& name : names->second) texts.try_emplace(name, "as all");
    return texts;
}

std::vector<RunBlock> scenarioBlocks(const std::vector<const RunRecord*>& runs) {
    std::map<std::string, SettingVariety> datasets;
    for (const auto* run : runs)
        if (run->spec) datasets[run->summary.dataset].add(scenarioTexts(*run));
    std::vector<RunBlock> blocks;
    for (const auto* run : runs) {
        const auto& dataset = run->summary.dataset;
        if (run->spec) {
            const auto texts = scenarioTexts(*run);
            blocks.push_back(
                {withSettings("own " + dataset, texts), withSettings(dataset, datasets[dataset].differing(texts))});
        } else {
            const auto& scenario = run->summary.scenario;
            const auto label = scenario.empty() ? dataset : fmt::format("{}, {}", dataset, scenario);
            blocks.push_back({"imported " + label, datasets.empty() ? label : label + ", imported"});
        }
    }
    return blocks;
}

} // namespace

std::vector<RunBlock> runBlocks(const std::vector<const RunRecord*>& runs, const std::optional<RunKey>& across) {
    if (!across) return scenarioBlocks(runs);
    if (across->figure() != nullptr && isResult(*across->figure()))
        throw InputError(
            fmt::format("{} is what runs reached; expected what they were about, such as dataset, scenario "
                        "or a key of the spec",
                        across->name()));
    std::vector<RunBlock> blocks;
    for (const auto* run : runs) {
        const auto value = across->textOf(*run);
        blocks.push_back({value, across->labelOf(value)});
    }
    return blocks;
}

std::vector<std::string> methodLabels(const std::vector<const RunRecord*>& runs) {
    OverrideNames overrides;
    for (const auto* run : runs)
        if (run->spec)
            for (const auto& [name, value] : run->spec->method.trainingOverrides.values())
                overrides[run->summary.method].insert(name);
    std::map<std::string, SettingVariety> methods;
    for (const auto* run : runs)
        if (run->spec) methods[run->summary.method].add(ownMethodTexts(*run, overrides));
    std::map<std::string, std::set<std::string>> importedNames;
    for (const auto* run : runs)
        if (!run->spec) importedNames[run->summary.method].insert(run->summary.name);
    std::vector<std::string> labels;
    for (const auto* run : runs) {
        const auto title = methodTitle(run->summary.method);
        if (run->spec)
            labels.push_back(
                withSettings(title, methods[run->summary.method].differing(ownMethodTexts(*run, overrides))));
        else if (importedNames[run->summary.method].size() > 1 || methods.contains(run->summary.method))
            labels.push_back(fmt::format("{} ({})", title, run->summary.name));
        else
            labels.push_back(title);
    }
    return labels;
}

} // namespace lightcl
