#include "spec/overrides.h"

#include "catalog/catalog.h"
#include "spec/nearest_name.h"
#include "spec/toml_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// Every key outside methods, as --set spells it.
std::vector<std::string> knownKeys() {
    std::vector<std::string> keys = {"name", "seeds", "selection", "selection_share"};
    const auto add = [&](const std::string& section, const std::vector<ParameterInfo>& infos) {
        for (const auto& info : infos) keys.push_back(section + '.' + info.name);
    };
    add("scenario", catalog().scenarioParameters());
    add("network", catalog().networkParameters());
    for (const auto& backbone : catalog().backbones()) add("network", backbone.parameters);
    add("training", catalog().trainingParameters());
    add("measuring", catalog().measuringParameters());
    add("pretraining", catalog().pretrainingParameters());
    for (const auto& method : catalog().methods()) {
        add("method." + method.name, method.parameters);
        keys.push_back("method." + method.name + ".preset");
    }
    return keys;
}

/// A key that leads nowhere; "epochs" is meant for training.epochs, so keys without a section are compared without it.
InputError unknownOverride(const std::string& key) {
    const std::vector<std::string> known = knownKeys();
    const bool hasSection = key.find('.') != std::string::npos;
    std::vector<std::string> compared;
    compared.reserve(known.size());
    for (const auto& name : known) compared.push_back(hasSection ? name : name.substr(name.rfind('.') + 1));
    const std::string similar = similarName(key, compared);
    const auto found = std::find(compared.begin(), compared.end(), similar);
    if (found == compared.end())
        return specError(kSetOption, key,
                         "expected name, seeds, selection or SECTION.KEY, with scenario, network, training, measuring, "
                         "pretraining or method.NAME as the section");
    return nearestKey(kSetOption, key, known[static_cast<std::size_t>(found - compared.begin())]);
}

void overrideMethod(RawSpec& spec, const std::string& key, const std::string& rest, const RawEntry& entry) {
    const auto dot = rest.find('.');
    if (dot == std::string::npos || rest.substr(dot + 1) == "name") throw unknownOverride(key);
    const std::string method = rest.substr(0, dot);
    bool found = false;
    for (RawSection& section : spec.methods) {
        const auto name = section.entries.find("name");
        if (name == section.entries.end() || name->second.value != Value{method}) continue;
        section.entries.insert_or_assign(rest.substr(dot + 1), entry);
        found = true;
    }
    if (!found) throw specError(kSetOption, key, fmt::format("expected a method of the spec, got \"{}\"", method));
}

RawSection* sectionNamed(RawSpec& spec, const std::string& name) {
    if (name == "scenario") return &spec.scenario;
    if (name == "network") return &spec.network;
    if (name == "training") return &spec.training;
    if (name == "measuring") return &spec.measuring;
    if (name == "pretraining") {
        if (!spec.pretraining) spec.pretraining = RawSection{spec.source, {}};
        return &*spec.pretraining;
    }
    return nullptr;
}

void applyOverride(RawSpec& spec, const Override& override) {
    const std::string& key = override.key;
    const RawEntry entry = readTomlValue(override.value, kSetOption, override.key);
    const auto dot = key.find('.');
    const std::string head = key.substr(0, dot);
    if (dot == std::string::npos) {
        if (!isTopKey(key)) throw unknownOverride(key);
        // A name is text whatever it looks like: --set name=2024.
        const bool bare = key == "name" && !(entry.value && std::holds_alternative<std::string>(*entry.value));
        spec.top.entries.insert_or_assign(key, bare ? rawEntry(override.value, kSetOption) : entry);
    } else if (head == "method") {
        overrideMethod(spec, key, key.substr(dot + 1), entry);
    } else if (RawSection* section = sectionNamed(spec, head)) {
        section->entries.insert_or_assign(key.substr(dot + 1), entry);
    } else {
        throw unknownOverride(key);
    }
}

bool has(const std::vector<ParameterInfo>& infos, const std::string& name) {
    return std::any_of(infos.begin(), infos.end(), [&](const ParameterInfo& info) { return info.name == name; });
}

/// Another backbone by --set leaves the file's settings of the one it replaces without a meaning.
void dropReplacedBackbone(RawSection& network) {
    const auto chosen = network.entries.find("backbone");
    if (chosen == network.entries.end() || chosen->second.origin != kSetOption || !chosen->second.value) return;
    const auto* name = std::get_if<std::string>(&*chosen->second.value);
    const BackboneInfo* now = name != nullptr ? catalog().backbone(*name) : nullptr;
    if (now == nullptr) return;
    for (const BackboneInfo& other : catalog().backbones()) {
        std::erase_if(network.entries, [&](const auto& entry) {
            return entry.second.origin != kSetOption && has(other.parameters, entry.first) &&
                   !has(now->parameters, entry.first);
        });
    }
}

} // namespace

Override parseOverride(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        throw InputError(fmt::format("{}: expected key=value, got \"{}\"", kSetOption, text));
    }
    const auto trimmed = [](std::string_view part) {
        const auto first = part.find_first_not_of(" \t");
        if (first == std::string_view::npos) return std::string{};
        return std::string{part.substr(first, part.find_last_not_of(" \t") - first + 1)};
    };
    return {trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1))};
}

void applyOverrides(RawSpec& spec, const std::vector<Override>& overrides) {
    for (const Override& override : overrides) applyOverride(spec, override);
    dropReplacedBackbone(spec.network);
}

} // namespace lightcl
