#include "spec/toml_reader.h"

#include "spec/sweep.h"
#include "spec/toml_depth.h"

#include <algorithm>
#include <fmt/format.h>
#include <toml++/toml.h>

namespace lightcl {

namespace {

std::string originOf(const toml::node& node, const std::string& source) {
    const auto line = node.source().begin.line;
    return line == 0 ? source : fmt::format("{}:{}", source, line);
}

/// `[[0.5, 1], [0.25, 1]]`
std::optional<Value> rowsValue(const toml::array& array) {
    NumberRows rows;
    for (const auto& element : array) {
        const auto* list = element.as_array();
        if (list == nullptr) return std::nullopt;
        auto& row = rows.emplace_back();
        for (const auto& entry : *list) {
            const auto number = entry.value<double>();
            if (!number || entry.is_boolean()) return std::nullopt;
            row.push_back(*number);
        }
    }
    return rows;
}

std::optional<Value> listValue(const toml::array& array) {
    if (!array.empty() && array.front().is_array()) return rowsValue(array);
    std::vector<std::int64_t> list;
    for (const auto& element : array) {
        const auto* integer = element.as_integer();
        if (integer == nullptr) return std::nullopt;
        list.push_back(integer->get());
    }
    return list;
}

std::optional<Value> valueOf(const toml::node& node) {
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* integer = node.as_integer()) return integer->get();
    if (const auto* number = node.as_floating_point()) return number->get();
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* array = node.as_array()) return listValue(*array);
    return std::nullopt;
}

std::string kindOf(const toml::node& node) {
    if (node.is_table()) return "a table";
    if (node.is_array_of_tables()) return "an array of tables";
    if (node.is_array()) return "a list with entries that are no integers";
    return "a date or time";
}

RawSection sectionOf(const toml::table& table, const std::string& source);

RawEntry plainEntryOf(const toml::node& node, const std::string& origin) {
    if (auto value = valueOf(node)) return rawEntry(std::move(*value), origin);
    return {std::nullopt, kindOf(node), origin, false, {}};
}

RawEntry entryOf(const toml::node& node, const std::string& source, const std::string& key) {
    RawEntry entry = plainEntryOf(node, originOf(node, source));
    if (const auto* array = node.as_array(); array != nullptr && !array->is_array_of_tables()) {
        entry.isList = true;
        for (const auto& element : *array) entry.alternatives.push_back(plainEntryOf(element, entry.origin));
    } else if (const auto* table = node.as_table(); table != nullptr && table->contains("from")) {
        entry.isList = true;
        RawSection range = sectionOf(*table, source);
        range.origin = entry.origin;
        entry.alternatives = rangeValues(range, key);
    }
    return entry;
}

RawSection sectionOf(const toml::table& table, const std::string& source) {
    RawSection section{originOf(table, source), {}};
    for (const auto& [key, node] : table) {
        const std::string name{key.str()};
        section.entries.emplace(name, entryOf(node, source, name));
    }
    return section;
}

std::vector<RawSection> methodsOf(const toml::node& node, const std::string& source) {
    const auto* array = node.as_array();
    const bool fits = array != nullptr && std::all_of(array->begin(), array->end(),
                                                      [](const toml::node& entry) { return entry.is_table(); });
    if (!fits) throw specError(originOf(node, source), "method", "expected [[method]] sections, got " + kindOf(node));
    std::vector<RawSection> sections;
    for (const auto& entry : *array) sections.push_back(sectionOf(*entry.as_table(), source));
    return sections;
}

void readEntry(RawSpec& spec, const std::string& key, const toml::node& node) {
    const std::map<std::string, RawSection*> sections = {{"scenario", &spec.scenario},
                                                         {"network", &spec.network},
                                                         {"training", &spec.training},
                                                         {"measuring", &spec.measuring}};
    if (isTopKey(key)) {
        spec.top.entries.emplace(key, entryOf(node, spec.source, key));
    } else if (key == "method") {
        spec.methods = methodsOf(node, spec.source);
    } else if (const auto section = sections.find(key); section == sections.end() && key != "pretraining") {
        throw unknownKey(originOf(node, spec.source), key,
                         {"name", "seeds", "selection", "selection_share", "scenario", "network", "training",
                          "measuring", "method", "pretraining"});
    } else if (const auto* table = node.as_table()) {
        RawSection& target = key == "pretraining" ? spec.pretraining.emplace() : *section->second;
        target = sectionOf(*table, spec.source);
    } else {
        throw specError(originOf(node, spec.source), key, fmt::format("expected a section [{}]", key));
    }
}

std::string oneLine(std::string_view text) {
    std::string line{text};
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return line;
}

} // namespace

RawSpec readToml(std::string_view text, const std::string& source) {
    RawSpec spec;
    spec.source = source;
    for (RawSection* section : {&spec.top, &spec.scenario, &spec.network, &spec.training, &spec.measuring}) {
        section->origin = source;
    }
    if (const int line = lineOfDeepToml(text); line != 0) {
        throw InputError(
            fmt::format("{}:{}: expected keys of a few parts and lists in a few levels, found more", source, line));
    }
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        throw InputError(fmt::format("{}:{}: expected valid TOML: {}", source, error.source().begin.line,
                                     oneLine(error.description())));
    }
    for (const auto& [key, node] : table) readEntry(spec, std::string{key.str()}, node);
    return spec;
}

RawEntry readTomlValue(const std::string& text, const std::string& origin, const std::string& key) {
    if (lineOfDeepToml(text) != 0) return rawEntry(text, origin);
    try {
        const toml::table table = toml::parse("value = " + text);
        if (table.size() == 1 && table.contains("value")) {
            RawEntry entry = entryOf(*table.get("value"), {}, key);
            entry.origin = origin;
            for (RawEntry& value : entry.alternatives) value.origin = origin;
            return entry;
        }
    } catch (const toml::parse_error&) {
        // No TOML value: a bare word, which is what a shell makes of a quoted one.
    }
    return rawEntry(text, origin);
}

} // namespace lightcl
