#include "spec/preset_use.h"

#include "catalog/catalog.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

constexpr auto kPresetKey = "preset";

std::string expectedPresets(const std::string& method) {
    std::vector<std::string> names;
    for (const MethodPreset* preset : presetsOf(method)) names.push_back(preset->name);
    return names.empty() ? "expected nothing, since the method has no presets"
                         : fmt::format("expected one of {}", fmt::join(names, ", "));
}

bool isFoundOn(const MethodPreset& preset, const std::string& dataset) {
    return std::find(preset.datasets.begin(), preset.datasets.end(), dataset) != preset.datasets.end();
}

bool isSetAs(const MethodPreset& preset, const RunSpec& run) {
    return std::all_of(preset.settings.values().begin(), preset.settings.values().end(), [&](const auto& setting) {
        const Value* own = run.method.parameters.find(setting.first);
        if (own == nullptr) own = run.training.find(setting.first);
        return own != nullptr && *own == setting.second;
    });
}

/// Whether a preset of its data set is there to be used.
bool couldBeTuned(const RunSpec& run) {
    const auto presets = presetsOf(run.method.name);
    return std::any_of(presets.begin(), presets.end(),
                       [&](const MethodPreset* preset) { return isFoundOn(*preset, run.scenario.text("dataset")); });
}

void addOnce(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

} // namespace

RawSection withPreset(RawSection method, const std::string& name) {
    const auto entry = method.entries.find(kPresetKey);
    if (entry == method.entries.end()) return method;
    const RawEntry chosen = entry->second;
    method.entries.erase(entry);
    const auto* text = chosen.value ? std::get_if<std::string>(&*chosen.value) : nullptr;
    const MethodPreset* preset = text == nullptr ? nullptr : methodPreset(name, *text);
    if (preset == nullptr)
        throw specError(chosen.origin, fmt::format("method.{}.{}", name, kPresetKey),
                        fmt::format("{}, got {}", expectedPresets(name), chosen.shown));
    for (const auto& [key, value] : preset->settings.values())
        method.entries.try_emplace(key, rawEntry(value, chosen.origin));
    return method;
}

const MethodPreset* presetUsed(const RunSpec& run) {
    for (const MethodPreset* preset : presetsOf(run.method.name))
        if (isFoundOn(*preset, run.scenario.text("dataset")) && isSetAs(*preset, run)) return preset;
    return nullptr;
}

std::string unevenTuning(const std::vector<RunSpec>& runs) {
    std::vector<std::string> tuned;
    std::vector<std::string> others;
    for (const RunSpec& run : runs) {
        const MethodInfo* method = catalog().method(run.method.name);
        if (method == nullptr || !couldBeTuned(run)) continue;
        addOnce(presetUsed(run) != nullptr ? tuned : others, method->title);
    }
    if (tuned.empty() || others.empty()) return {};
    return fmt::format("{} {} set as a preset for the data set, {} not, though {} a preset for it too: compare them "
                       "with care.",
                       fmt::join(tuned, ", "), tuned.size() == 1 ? "is" : "are", fmt::join(others, ", "),
                       others.size() == 1 ? "it has" : "they have");
}

} // namespace lightcl
