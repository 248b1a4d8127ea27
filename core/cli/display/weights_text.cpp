#include "cli/display/weights_text.h"

#include "text/printable.h"
#include "text/table.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// Lines under a heading; nothing when there are none.
template <typename Items, typename Line>
std::string section(const std::string& heading, const Items& items, Line&& line) {
    if (items.empty()) return {};
    std::string text = heading + ":\n";
    for (const auto& item : items) text += fmt::format("  {}\n", printable(line(item)));
    return text;
}

} // namespace

std::string weightsText(const WeightsFile& content) {
    Table table;
    table.addColumn("tensor", Table::Align::Left);
    table.addColumn("type", Table::Align::Left);
    table.addColumn("shape", Table::Align::Left);
    std::int64_t values = 0;
    for (const StoredTensor& tensor : content.tensors) {
        table.addRow({printable(tensor.name), std::string(toString(tensor.type)), shapeText(tensor.shape)});
        values += tensor.values();
    }
    return fmt::format("{}, {} tensors, {} values\n", content.format, content.tensors.size(), values) +
           section("metadata", content.metadata,
                   [](const auto& entry) { return fmt::format("{} = {}", entry.first, entry.second); }) +
           (table.rows.empty() ? "" : "\n" + toText(table));
}

std::string matchText(const WeightMatch& match) {
    return match.summary() + "\n" +
           section("another shape", match.otherShape,
                   [](const WeightMatch::Pair& pair) {
                       return fmt::format("{}: {} in the network, {} {} in the file", pair.target.name,
                                          shapeText(pair.target.shape), toString(pair.stored->type),
                                          shapeText(pair.stored->shape));
                   }) +
           section("missing in the file", match.missing,
                   [](const NetworkTensor& tensor) {
                       return fmt::format("{}: {}", tensor.name, shapeText(tensor.shape));
                   }) +
           section("not used", match.unexpected, [](const std::string& name) { return name; }) +
           (match.isUsable() ? "" : "The network cannot start from it.\n");
}

} // namespace lightcl
