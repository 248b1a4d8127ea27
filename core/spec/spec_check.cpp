#include "spec/spec_check.h"

#include "catalog/catalog.h"
#include "spec/preset_use.h"
#include "spec/pretraining_rules.h"
#include "spec/section_check.h"
#include "spec/selection_keys.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lightcl {

namespace {

std::string checkName(const RawSection& top) {
    const char* expected = "expected a text of one line that is not empty, got {}";
    const auto entry = top.entries.find("name");
    if (entry == top.entries.end()) throw specError(top.origin, "name", fmt::format(fmt::runtime(expected), "nothing"));
    const auto* text = entry->second.value ? std::get_if<std::string>(&*entry->second.value) : nullptr;
    const bool fits = text != nullptr && text->find_first_not_of(' ') != std::string::npos &&
                      std::none_of(text->begin(), text->end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (fits) return *text;
    throw specError(entry->second.origin, "name", fmt::format(fmt::runtime(expected), entry->second.shown));
}

std::vector<std::int64_t> checkSeeds(const RawSection& top) {
    const auto entry = top.entries.find("seeds");
    if (entry == top.entries.end()) return {0};
    std::vector<std::int64_t> seeds;
    if (entry->second.value) {
        if (const auto* one = std::get_if<std::int64_t>(&*entry->second.value)) seeds = {*one};
        if (const auto* list = std::get_if<std::vector<std::int64_t>>(&*entry->second.value)) seeds = *list;
    }
    const bool negative = std::any_of(seeds.begin(), seeds.end(), [](std::int64_t seed) { return seed < 0; });
    if (!seeds.empty() && !negative && std::set(seeds.begin(), seeds.end()).size() == seeds.size()) return seeds;
    throw specError(entry->second.origin, "seeds",
                    "expected a list of one or more different integers of at least 0, got " + entry->second.shown);
}

/// Where only task_sizes is given, it says how many tasks there are; a run's stored spec then says the same twice.
Parameters checkScenario(const RawSection& section) {
    Parameters scenario = checkSection(section, "scenario", catalog().scenarioParameters());
    const std::vector<std::int64_t>& sizes = scenario.integers("task_sizes");
    if (!sizes.empty() && section.entries.count("tasks") == 0)
        scenario.set("tasks", static_cast<std::int64_t>(sizes.size()));
    // What was meant is written down, so that a stored run means the same for ever.
    const DatasetInfo* dataset = catalog().dataset(scenario.text("dataset"));
    if (dataset != nullptr && *scenario.find("normalise") == Value{std::string("auto")})
        scenario.set("normalise", std::string(dataset->normalises ? "dataset" : "none"));
    return scenario;
}

Parameters checkNetwork(const RawSection& section) {
    std::vector<ParameterInfo> known = catalog().networkParameters();
    const auto entry = section.entries.find("backbone");
    if (entry != section.entries.end()) {
        const Value value = checkEntry(entry->second, "network.backbone", known.front());
        const auto& own = catalog().backbone(std::get<std::string>(value))->parameters;
        known.insert(known.end(), own.begin(), own.end());
    } else if (!section.entries.empty()) {
        // Without a backbone nobody knows which other keys there may be; say what is missing first.
        checkSection({section.origin, {}}, "network", known);
    }
    return checkSection(section, "network", known);
}

const MethodInfo& checkMethodName(const RawSection& section) {
    std::vector<std::string> names;
    for (const auto& method : catalog().methods()) names.push_back(method.name);
    ParameterInfo info;
    info.name = "name";
    info.type = ParameterType::Choice;
    info.choices = names;
    const auto entry = section.entries.find("name");
    if (entry == section.entries.end()) {
        throw specError(section.origin, "method.name", fmt::format("expected {}, got nothing", info.expectation()));
    }
    return *catalog().method(std::get<std::string>(checkEntry(entry->second, "method.name", info)));
}

bool isNetworkKey(const std::string& key) {
    const auto has = [&](const std::vector<ParameterInfo>& infos) {
        return std::any_of(infos.begin(), infos.end(), [&](const ParameterInfo& info) { return info.name == key; });
    };
    const auto& backbones = catalog().backbones();
    return has(catalog().networkParameters()) ||
           std::any_of(backbones.begin(), backbones.end(), [&](const auto& one) { return has(one.parameters); });
}

/// Takes a method's network keys out of its section; its network is then that of the experiment with these laid over.
/// Another backbone leaves the settings of the one it replaces behind.
Parameters takeNetwork(RawSection& method, const RawSection& network, const Parameters& shared) {
    RawSection own = network;
    bool any = false;
    if (const auto backbone = method.entries.find("backbone"); backbone != method.entries.end()) {
        const auto before = network.entries.find("backbone");
        const bool replaced = before == network.entries.end() || before->second.value != backbone->second.value;
        if (replaced)
            std::erase_if(own.entries, [](const auto& entry) {
                const auto& common = catalog().networkParameters();
                return std::none_of(common.begin(), common.end(),
                                    [&](const ParameterInfo& info) { return info.name == entry.first; });
            });
    }
    for (auto entry = method.entries.begin(); entry != method.entries.end();) {
        if (!isNetworkKey(entry->first)) {
            ++entry;
            continue;
        }
        any = true;
        own.entries.insert_or_assign(entry->first, entry->second);
        entry = method.entries.erase(entry);
    }
    if (!any) return {};
    Parameters checked = checkNetwork(own);
    return checked == shared ? Parameters{} : checked;
}

MethodSpec checkMethod(const RawSection& section, const RawSection& network, const Parameters& sharedNetwork) {
    const MethodInfo& method = checkMethodName(section);
    const auto& training = catalog().trainingParameters();
    std::vector<ParameterInfo> known = method.parameters;
    known.insert(known.end(), training.begin(), training.end());
    RawSection settings = withPreset(section, method.name);
    settings.entries.erase("name");
    Parameters ownNetwork = takeNetwork(settings, network, sharedNetwork);
    const Parameters all = checkSection(settings, "method." + method.name, known);
    MethodSpec spec{method.name, {}, {}, std::move(ownNetwork)};
    for (const auto& info : method.parameters) spec.parameters.set(info.name, *all.find(info.name));
    for (const auto& info : training) {
        if (settings.entries.count(info.name) != 0) spec.trainingOverrides.set(info.name, *all.find(info.name));
    }
    return spec;
}

} // namespace

ExperimentSpec checkSections(const RawSpec& raw) {
    ExperimentSpec experiment;
    experiment.name = checkName(raw.top);
    experiment.seeds = checkSeeds(raw.top);
    experiment.selection = checkSelection(raw.top);
    experiment.scenario = checkScenario(raw.scenario);
    experiment.network = checkNetwork(raw.network);
    experiment.training = checkSection(raw.training, "training", catalog().trainingParameters());
    experiment.measuring = checkSection(raw.measuring, "measuring", catalog().measuringParameters());
    if (raw.pretraining) experiment.pretraining = checkPretraining(*raw.pretraining, experiment);
    if (raw.methods.empty())
        throw specError(raw.source, "method", "expected one or more [[method]] sections, got none");
    for (std::size_t i = 0; i < raw.methods.size(); ++i)
        experiment.methods.push_back(
            ofMethod(i, [&] { return checkMethod(raw.methods[i], raw.network, experiment.network); }));
    return experiment;
}

ExperimentSpec checkSpec(const RawSpec& raw) {
    ExperimentSpec experiment = checkSections(raw);
    checkRules(experiment, raw);
    return experiment;
}

} // namespace lightcl
