#include "spec/sweep.h"

#include "catalog/catalog.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

const ParameterInfo* infoNamed(const std::vector<ParameterInfo>& infos, const std::string& name) {
    const auto found = std::find_if(infos.begin(), infos.end(), [&](const auto& info) { return info.name == name; });
    return found == infos.end() ? nullptr : &*found;
}

const ParameterInfo* networkInfo(const std::string& name) {
    if (const auto* info = infoNamed(catalog().networkParameters(), name)) return info;
    for (const BackboneInfo& backbone : catalog().backbones())
        if (const auto* info = infoNamed(backbone.parameters, name)) return info;
    return nullptr;
}

bool isList(const RawEntry& entry) {
    return entry.value && (std::holds_alternative<std::vector<std::int64_t>>(*entry.value) ||
                           std::holds_alternative<NumberRows>(*entry.value));
}

bool takesLists(const ParameterInfo& info) {
    return info.type == ParameterType::IntegerList || info.type == ParameterType::ChoiceOrScale ||
           info.type == ParameterType::ChoiceOrList;
}

/// Whether the entry gives several values of the setting, and not one that is a list.
bool isSwept(const RawEntry& entry, const ParameterInfo& info) {
    if (!entry.isList) return false;
    if (!takesLists(info)) return true;
    return !entry.alternatives.empty() && std::all_of(entry.alternatives.begin(), entry.alternatives.end(), isList);
}

/// Of any of a method section's keys; its presets are swept like a choice.
bool isSweptIn(const RawSection& method, const std::string& key, const RawEntry& entry) {
    if (key == "name") return false;
    if (key == "preset") return entry.isList;
    const auto name = method.entries.find("name");
    const auto* text =
        name != method.entries.end() && name->second.value ? std::get_if<std::string>(&*name->second.value) : nullptr;
    const MethodInfo* info = text == nullptr ? nullptr : catalog().method(*text);
    const ParameterInfo* setting = info == nullptr ? nullptr : infoNamed(info->parameters, key);
    if (setting == nullptr) setting = infoNamed(catalog().trainingParameters(), key);
    if (setting == nullptr) setting = networkInfo(key);
    return setting != nullptr && isSwept(entry, *setting);
}

void checkValues(const RawEntry& list, const std::string& key) {
    if (list.alternatives.empty())
        throw specError(list.origin, key, "expected one value or a list of several, got an empty list");
    for (std::size_t i = 0; i < list.alternatives.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (list.alternatives[i].value && list.alternatives[i].value == list.alternatives[j].value)
                throw specError(list.origin, key,
                                fmt::format("expected different values, got {} twice", list.alternatives[i].shown));
}

std::string keyIn(const RawSection& method, const std::string& key) {
    const auto name = method.entries.find("name");
    const auto* text =
        name != method.entries.end() && name->second.value ? std::get_if<std::string>(&*name->second.value) : nullptr;
    return text == nullptr ? "method." + key : fmt::format("method.{}.{}", *text, key);
}

/// Every combination of the section's lists.
std::vector<RawSection> spread(const RawSection& method) {
    std::vector<RawSection> sections = {method};
    for (const auto& [key, entry] : method.entries) {
        if (!isSweptIn(method, key, entry)) continue;
        checkValues(entry, keyIn(method, key));
        std::vector<RawSection> next;
        if (sections.size() * entry.alternatives.size() > kMostCombinations)
            throw specError(entry.origin, keyIn(method, key),
                            fmt::format("expected lists with at most {} combinations", kMostCombinations));
        for (const RawSection& section : sections) {
            for (const RawEntry& value : entry.alternatives) {
                next.push_back(section);
                next.back().entries.insert_or_assign(key, value);
            }
        }
        sections = std::move(next);
    }
    return sections;
}

/// Takes the lists out of a section that all methods share, and gives them to those without the key.
template <typename InfoOf>
void shareLists(RawSpec& spec, RawSection& shared, const std::string& section, InfoOf infoOf) {
    for (auto entry = shared.entries.begin(); entry != shared.entries.end();) {
        const ParameterInfo* info = infoOf(entry->first);
        if (info == nullptr || !isSwept(entry->second, *info)) {
            ++entry;
            continue;
        }
        checkValues(entry->second, section + '.' + entry->first);
        for (RawSection& method : spec.methods) method.entries.try_emplace(entry->first, entry->second);
        // What stands for all is the first, as far as no method says otherwise.
        entry->second = RawEntry(entry->second.alternatives.front());
        ++entry;
    }
}

} // namespace

RawSpec withListsSpread(RawSpec spec) {
    RawSection training = spec.training;
    shareLists(spec, training, "training",
               [](const std::string& name) { return infoNamed(catalog().trainingParameters(), name); });
    spec.training = std::move(training);
    RawSection network = spec.network;
    shareLists(spec, network, "network", networkInfo);
    spec.network = std::move(network);
    std::vector<RawSection> methods;
    for (const RawSection& method : spec.methods) {
        for (RawSection& one : spread(method)) methods.push_back(std::move(one));
        if (methods.size() > kMostCombinations)
            throw specError(method.origin, "method",
                            fmt::format("expected lists with at most {} combinations", kMostCombinations));
    }
    spec.methods = std::move(methods);
    return spec;
}

} // namespace lightcl
