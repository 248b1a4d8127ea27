#include "cli/display/weights_text.h"

#include "text/printable.h"
#include "text/table.h"
#include "weights/value_check.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <map>

namespace lightcl {

namespace {

constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

/// Lines under a heading, at most `most` of them; nothing when there are none.
template <typename Items, typename Line>
std::string section(const std::string& heading, const Items& items, std::size_t most, Line&& line) {
    if (items.empty()) return {};
    std::string text = heading + ":\n";
    std::size_t shown = 0;
    for (const auto& item : items) {
        if (shown++ == most) break;
        text += fmt::format("  {}\n", printable(line(item)));
    }
    if (items.size() > most) text += fmt::format("  and {} more; --all lists them\n", items.size() - most);
    return text;
}

/// Where the file's unused tensors lie, by the first part of their names, most first.
std::string leftPlaces(const WeightMatch& match) {
    std::map<std::string, std::size_t> counts;
    for (const StoredTensor* stored : match.unexpected)
        ++counts[stored->name.substr(0, stored->name.find_first_of("./"))];
    std::vector<std::pair<std::string, std::size_t>> places(counts.begin(), counts.end());
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> words;
    for (const auto& [place, count] : places) {
        if (words.size() == 5) {
            words.push_back(fmt::format("and {} more places", places.size() - 5));
            break;
        }
        words.push_back(fmt::format("{} ({})", place, count));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string passedOverText(const WeightsFile& content, std::size_t most) {
    return section("of Python, passed over and not called", content.passedOver, most,
                   [](const std::string& name) { return name; });
}

} // namespace

std::vector<std::string> impossibleValues(const WeightsFile& content) {
    std::vector<std::string> complaints;
    for (const StoredTensor& tensor : content.tensors) {
        std::string complaint = valueComplaint(tensor);
        if (!complaint.empty()) complaints.push_back(std::move(complaint));
    }
    return complaints;
}

std::string weightsText(const WeightsFile& content, bool all) {
    const std::size_t most = all ? kUnlimited : 3;
    const std::size_t rows = all ? kUnlimited : kListedNames - 3;
    Table table;
    table.addColumn("tensor", Table::Align::Left);
    table.addColumn("type", Table::Align::Left);
    table.addColumn("shape", Table::Align::Left);
    std::int64_t values = 0;
    for (const StoredTensor& tensor : content.tensors) {
        values += tensor.values();
        if (table.rows.size() == rows) continue;
        table.addRow({printable(tensor.name), printable(tensor.typeText()), shapeText(tensor.shape)});
    }
    const std::size_t more = content.tensors.size() - table.rows.size();
    return fmt::format("{}, {} tensors, {} values\n", content.format, content.tensors.size(), values) +
           section("metadata", content.metadata, kUnlimited,
                   [](const auto& entry) { return fmt::format("{} = {}", entry.first, entry.second); }) +
           passedOverText(content, most) + (table.rows.empty() ? "" : "\n" + toText(table)) +
           (more == 0 ? "" : fmt::format("and {} more; --all lists them\n", more)) +
           section("values that no network can hold", impossibleValues(content), most,
                   [](const std::string& line) { return line; });
}

std::string matchText(const WeightMatch& match, const WeightsFile& content, bool all) {
    const std::size_t most = all ? kUnlimited : 5;
    const std::string left =
        match.unexpected.empty() ? "" : fmt::format("left, by place: {}\n", printable(leftPlaces(match)));
    return printable(match.summary()) + "\n" + left +
           section("another shape", match.otherShape, most,
                   [](const WeightMatch::Pair& pair) {
                       return fmt::format("{}: {} in the network, {} {} in the file", pair.target.name,
                                          shapeText(pair.target.shape), pair.stored->typeText(),
                                          shapeText(pair.stored->shape));
                   }) +
           section("missing in the file", match.missing, most,
                   [](const NetworkTensor& tensor) {
                       return fmt::format("{}: {}", tensor.name, shapeText(tensor.shape));
                   }) +
           section("not used", match.unexpected, all ? kUnlimited : 4,
                   [](const StoredTensor* stored) { return stored->name; }) +
           passedOverText(content, all ? kUnlimited : 3) +
           section("values that no network can hold", match.impossible, all ? kUnlimited : 3,
                   [](const std::string& line) { return line; }) +
           (match.isUsable() ? ""
                             : fmt::format("The network cannot start from it: {}\n", printable(match.complaint())));
}

} // namespace lightcl
