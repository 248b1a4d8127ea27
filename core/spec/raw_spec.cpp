#include "spec/raw_spec.h"

#include "spec/nearest_name.h"
#include "spec/selection_keys.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

namespace lightcl {

namespace {

/// Long values would make a message more than one line of a terminal.
std::string shortened(const std::string& text) {
    constexpr std::size_t limit = 60;
    if (text.size() <= limit) return text;
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

/// Of a key as it is written, "method.er.buffer_size" or "seeds".
InputPlace placeOf(const std::string& key) {
    const auto dot = key.find('.');
    InputPlace place;
    if (dot == std::string::npos) {
        (isTopKey(key) ? place.key : place.section) = key;
        return place;
    }
    place.section = key.substr(0, dot);
    place.key = key.substr(dot + 1);
    if (place.section != "method") return place;
    const auto second = place.key.find('.');
    place.owner = place.key.substr(0, second);
    place.key = second == std::string::npos ? "" : place.key.substr(second + 1);
    return place;
}

RawSection rawSection(const Parameters& parameters) {
    RawSection section;
    for (const auto& [name, value] : parameters.values()) section.entries.emplace(name, rawEntry(value, {}));
    return section;
}

RawSection rawMethod(const MethodSpec& method) {
    RawSection section = rawSection(method.trainingOverrides);
    section.entries.merge(rawSection(method.parameters).entries);
    section.entries.merge(rawSection(method.network).entries);
    section.entries.insert_or_assign("name", rawEntry(method.name, {}));
    return section;
}

} // namespace

bool isTopKey(std::string_view key) {
    return key == "name" || key == "seeds" || key == "selection" || key == "selection_share" ||
           key == "selection_trial";
}

InputError specError(const std::string& origin, const std::string& key, const std::string& complaint) {
    InputPlace place = placeOf(key);
    place.origin = origin;
    return {std::move(place), complaint};
}

InputError unknownKey(const std::string& origin, const std::string& key, const std::vector<std::string>& known) {
    const std::string similar = similarName(key, known);
    if (!similar.empty()) return nearestKey(origin, key, similar);
    std::vector<std::string> names;
    names.reserve(known.size());
    for (const std::string& name : known) names.push_back(name.substr(name.rfind('.') + 1));
    return specError(origin, shortened(key), fmt::format("expected one of {}", fmt::join(names, ", ")));
}

InputError nearestKey(const std::string& origin, const std::string& key, const std::string& nearest) {
    return specError(origin, shortened(key), fmt::format("expected a known key, the nearest is {}", nearest));
}

RawEntry rawEntry(Value value, std::string origin) {
    std::string shown = shortened(toText(value));
    return {std::move(value), std::move(shown), std::move(origin), false, {}};
}

RawSpec rawSpec(const ExperimentSpec& experiment) {
    RawSpec raw;
    raw.top.entries.emplace("name", rawEntry(experiment.name, {}));
    raw.top.entries.emplace("seeds", rawEntry(experiment.seeds, {}));
    raw.top.entries.merge(rawSection(selectionParameters(experiment.selection)).entries);
    raw.scenario = rawSection(experiment.scenario);
    raw.network = rawSection(experiment.network);
    raw.training = rawSection(experiment.training);
    raw.measuring = rawSection(experiment.measuring);
    for (const MethodSpec& method : experiment.methods) raw.methods.push_back(rawMethod(method));
    if (!experiment.pretraining.empty()) raw.pretraining = rawSection(experiment.pretraining);
    return raw;
}

} // namespace lightcl
