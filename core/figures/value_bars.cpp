#include "figures/value_bars.h"

#include <algorithm>

namespace lightcl {

double ValueBars::highest() const {
    double highest = 0;
    for (const auto& bar : bars) highest = std::max(highest, bar.height);
    for (const double height : outline) highest = std::max(highest, height);
    return highest;
}

std::optional<std::size_t> ValueBars::barAt(double x) const {
    const auto after =
        std::upper_bound(bars.begin(), bars.end(), x, [](double place, const Bar& bar) { return place < bar.from; });
    if (after == bars.begin()) return std::nullopt;
    const auto bar = std::prev(after);
    if (x >= bar->to && bar + 1 != bars.end()) return std::nullopt;
    if (x > bar->to) return std::nullopt;
    return static_cast<std::size_t>(bar - bars.begin());
}

Table ValueBars::toTable() const {
    Table table;
    for (const auto* title : {"from", "to", "height", "kind"}) table.addColumn(title);
    if (!outline.empty()) table.addColumn(outlineName);
    for (std::size_t at = 0; at < bars.size(); ++at) {
        const auto& [from, to, height, kind, label] = bars[at];
        std::vector<std::string> row{csvNumber(from), csvNumber(to), csvNumber(height), kinds.at(kind).name};
        if (!outline.empty()) row.push_back(csvNumber(outline[at]));
        table.addRow(std::move(row));
    }
    return table;
}

} // namespace lightcl
