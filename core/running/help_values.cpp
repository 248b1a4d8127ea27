#include "running/help_values.h"

#include "catalog/catalog.h"
#include "runs/run_figure.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <sstream>

namespace lightcl {

namespace {

template <typename List>
std::vector<std::string> namesOf(const List& list) {
    std::vector<std::string> names;
    std::transform(list.begin(), list.end(), std::back_inserter(names), [](const auto& entry) { return entry.name; });
    return names;
}

std::vector<std::string> figureNames(bool resultsOnly) {
    std::vector<std::string> names;
    for (const auto& figure : runFigureTable())
        if (!resultsOnly || isResult(figure)) names.emplace_back(figure.name);
    return names;
}

/// "training.epochs=" and its like; the methods' own are too many to choose from.
std::vector<std::string> specKeys() {
    std::vector<std::string> keys;
    const auto add = [&](const std::string& section, const std::vector<ParameterInfo>& parameters) {
        for (const auto& parameter : parameters) keys.push_back(section + "." + parameter.name + "=");
    };
    add("scenario", catalog().scenarioParameters());
    add("network", catalog().networkParameters());
    add("training", catalog().trainingParameters());
    add("measuring", catalog().measuringParameters());
    add("pretraining", catalog().pretrainingParameters());
    return keys;
}

bool hasLowerCaseOnly(const std::string& name) {
    return std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::isupper(c) != 0; });
}

std::vector<std::string> knownWords(const std::string& name) {
    if (name == "METHOD") return namesOf(catalog().methods());
    if (name == "DATASET") return namesOf(catalog().datasets());
    if (name == "BACKBONE") return namesOf(catalog().backbones());
    if (name == "METRIC") return figureNames(true);
    if (name == "KEY") return figureNames(false);
    if (name == "KEY=VALUE") return specKeys();
    std::vector<std::string> words;
    if (name.find('|') == std::string::npos || !hasLowerCaseOnly(name)) return words;
    std::istringstream parts(name);
    for (std::string part; std::getline(parts, part, '|');) words.push_back(part);
    return words;
}

std::string filePattern(const std::string& name) {
    const auto names = [&](const char* kind) { return name.find(kind) != std::string::npos; };
    if (const auto dot = name.rfind('.'); dot != std::string::npos) return "*" + name.substr(dot);
    return names("FILE") || names("DIR") || name == "IN" || name == "OUT" ? "*" : "";
}

} // namespace

HelpValue helpValue(const std::string& name) {
    HelpValue value;
    value.name = name;
    value.choices = knownWords(name);
    if (value.choices.empty()) value.files = filePattern(name);
    return value;
}

} // namespace lightcl
