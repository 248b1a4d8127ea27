#include "report/latex/results_table.h"

#include "catalog/catalog.h"
#include "figures/setting_differences.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr auto kDomains = "\"domain-incremental\"";

std::string textOf(const SettingTexts& texts, const std::string& name) {
    const auto found = texts.find(name);
    return found == texts.end() ? std::string() : found->second.substr(1, found->second.size() - 2);
}

/// What makes a setting: the scenario but for what is asked at test time, and the network.
SettingTexts settingOf(const RunSpec& run) {
    SettingTexts texts = settingTexts({&run.scenario, &run.network});
    if (texts["kind"] != kDomains) texts.erase("kind");
    return texts;
}

std::string settingTitle(const SettingTexts& own, const std::vector<SettingTexts>& all) {
    const auto titleOf = [](const SettingTexts& texts) {
        const bool domains = texts.count("kind") > 0;
        const std::string name = textOf(texts, "dataset");
        const DatasetInfo* dataset = catalog().dataset(name);
        const std::string how = !domains ? "Split" : textOf(texts, "transform") == "rotated" ? "Rotated" : "Permuted";
        return fmt::format("{} {}", how, dataset ? dataset->title : name);
    };
    const std::string title = titleOf(own);
    std::vector<SettingTexts> others;
    for (const SettingTexts& other : all)
        if (titleOf(other) == title) others.push_back(other);
    return withSettings(title, differences(own, others));
}

std::string buffer(const Parameters& method) {
    for (const char* name : {"buffer_size", "memory_samples"})
        if (method.contains(name)) return std::to_string(method.integer(name));
    return "-";
}

/// The share of weights that is held at zero (SparCL), or that was removed with its channels (sparse LightCL).
std::string sparsity(const RunSpec& run) {
    const Parameters& method = run.method.parameters;
    double share = method.contains("sparsity") ? method.number("sparsity") : 0;
    if (method.contains("sparsity_preset")) {
        share =
            1 - static_cast<double>(networkOf(run).parameters()) / static_cast<double>(fullNetworkOf(run).parameters());
    }
    return fmt::format("{:.2g}", share);
}

/// A row while it is filled: where each cell comes from.
struct Draft {
    MethodSpec method;
    std::vector<const ResultsEntry*> cells;
};

bool sameMethod(const MethodSpec& a, const MethodSpec& b) {
    return a.name == b.name && a.parameters == b.parameters;
}

/// What beside its buffer and sparsity tells a row from the method's other rows: its own parameters, and where both
/// have figures in one setting, how those were trained.
SettingTexts rowDetails(const Draft& own, const std::vector<Draft>& drafts) {
    const auto trained = [](const RunSpec& run) { return settingTexts({&run.training, &run.scenario}); };
    SettingTexts details;
    for (const Draft& other : drafts) {
        if (other.method.name != own.method.name) continue;
        details.merge(differences(settingTexts({&own.method.parameters}), {settingTexts({&other.method.parameters})}));
        for (std::size_t i = 0; i < own.cells.size(); ++i) {
            if (!own.cells[i] || !other.cells[i]) continue;
            details.merge(differences(trained(own.cells[i]->spec), {trained(other.cells[i]->spec)}));
        }
    }
    for (const char* shown : {"buffer_size", "memory_samples", "sparsity"}) details.erase(shown);
    return details;
}

ResultsRow rowOf(const Draft& draft, const std::vector<Draft>& drafts) {
    const MethodInfo* info = catalog().method(draft.method.name);
    ResultsRow row;
    row.method = withSettings(info ? info->title : draft.method.name, rowDetails(draft, drafts));
    row.buffer = buffer(draft.method.parameters);
    for (const ResultsEntry* entry : draft.cells) {
        if (entry && row.sparsity.empty()) row.sparsity = sparsity(entry->spec);
        row.cells.push_back(entry ? std::optional(entry->figures) : std::nullopt);
        const Value* kind = entry ? entry->spec.scenario.find("kind") : nullptr;
        // Which task a sample is from was given there.
        if (kind && *kind == Value(std::string("task-incremental"))) row.cells.back()->classIl.reset();
    }
    return row;
}

/// The entry's row: that of its method, unless another entry stands there in this setting.
Draft& draftFor(std::vector<Draft>& drafts, const ResultsEntry& entry, std::size_t setting, std::size_t settings) {
    const auto free = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& draft) {
        return sameMethod(draft.method, entry.spec.method) && !draft.cells[setting];
    });
    if (free != drafts.end()) return *free;
    return drafts.emplace_back(Draft{entry.spec.method, std::vector<const ResultsEntry*>(settings)});
}

} // namespace

ResultsTable resultsTable(const std::vector<ResultsEntry>& entries) {
    std::vector<SettingTexts> settings;
    for (const ResultsEntry& entry : entries) {
        SettingTexts setting = settingOf(entry.spec);
        if (std::find(settings.begin(), settings.end(), setting) == settings.end()) {
            settings.push_back(std::move(setting));
        }
    }
    std::vector<Draft> drafts;
    for (const ResultsEntry& entry : entries) {
        const auto found = std::find(settings.begin(), settings.end(), settingOf(entry.spec));
        const auto setting = static_cast<std::size_t>(found - settings.begin());
        draftFor(drafts, entry, setting, settings.size()).cells[setting] = &entry;
    }
    ResultsTable table;
    for (const SettingTexts& setting : settings) table.settings.push_back(settingTitle(setting, settings));
    for (const Draft& draft : drafts) table.rows.push_back(rowOf(draft, drafts));
    return table;
}

} // namespace lightcl
