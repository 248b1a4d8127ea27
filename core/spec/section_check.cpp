#include "spec/section_check.h"

#include "spec/nearest_name.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace lightcl {

namespace {

std::vector<std::string> fullKeys(const std::string& path, const std::vector<ParameterInfo>& known) {
    std::vector<std::string> keys;
    keys.reserve(known.size());
    for (const auto& info : known) keys.push_back(path + '.' + info.name);
    return keys;
}

/// A run may be resumed from another folder than it was started from.
std::string absolutePath(const std::string& path) {
    return path.empty() ? path : std::filesystem::absolute(path).lexically_normal().string();
}

std::string complaint(const RawEntry& entry, const ParameterInfo& info) {
    std::string text = fmt::format("expected {}, got {}", info.expectation(), entry.shown);
    const auto* given = entry.value ? std::get_if<std::string>(&*entry.value) : nullptr;
    const bool isLimit = info.type == ParameterType::ChoiceOrInteger || info.type == ParameterType::ChoiceOrNumber;
    if (info.choices.empty() || isLimit || given == nullptr) return text;
    const std::string similar = similarName(*given, info.choices);
    return similar.empty() ? text : fmt::format("{} (did you mean {}?)", text, similar);
}

} // namespace

const std::string& originOf(const RawSection& section, const std::string& key) {
    const auto entry = section.entries.find(key);
    return entry == section.entries.end() ? section.origin : entry->second.origin;
}

Value checkEntry(const RawEntry& entry, const std::string& key, const ParameterInfo& info) {
    if (!entry.value || !info.accepts(*entry.value)) throw specError(entry.origin, key, complaint(entry, info));
    if (info.type == ParameterType::Number || info.type == ParameterType::ChoiceOrNumber) {
        if (const auto* integer = std::get_if<std::int64_t>(&*entry.value)) return static_cast<double>(*integer);
    }
    if (info.type == ParameterType::Path) return absolutePath(std::get<std::string>(*entry.value));
    return *entry.value;
}

Parameters checkSection(const RawSection& section, const std::string& path, const std::vector<ParameterInfo>& known) {
    for (const auto& given : section.entries) {
        const std::string& key = given.first;
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&](const ParameterInfo& info) { return info.name == key; });
        if (!isKnown) throw unknownKey(given.second.origin, fmt::format("{}.{}", path, key), fullKeys(path, known));
    }
    Parameters parameters;
    for (const ParameterInfo& info : known) {
        const std::string key = path + '.' + info.name;
        const auto entry = section.entries.find(info.name);
        if (entry != section.entries.end()) {
            parameters.set(info.name, checkEntry(entry->second, key, info));
        } else if (info.required()) {
            throw specError(section.origin, key, fmt::format("expected {}, got nothing", info.expectation()));
        } else {
            parameters.set(info.name, info.defaultValue);
        }
    }
    return parameters;
}

} // namespace lightcl
