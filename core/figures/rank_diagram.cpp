#include "figures/rank_diagram.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

/// The first level on which a bar keeps its distance from those before it.
std::size_t freeLevel(const RankDiagram& diagram, double best, double worst) {
    const double distance = 0.03 * (diagram.high - diagram.low);
    const auto touches = [&](std::size_t level) {
        return std::ranges::any_of(diagram.bars, [&](const auto& bar) {
            return bar.level == level && bar.best <= worst + distance && best <= bar.worst + distance;
        });
    };
    std::size_t level = 0;
    while (touches(level)) ++level;
    return level;
}

} // namespace

RankDiagram rankDiagram(std::string title, const std::vector<std::pair<std::string, double>>& groups,
                        const std::vector<std::pair<std::size_t, std::size_t>>& cliques) {
    RankDiagram diagram;
    diagram.title = std::move(title);
    if (groups.empty()) return diagram;
    diagram.low = static_cast<int>(std::floor(groups.front().second));
    diagram.high = std::max(diagram.low + 1, static_cast<int>(std::ceil(groups.back().second)));
    const auto atRight = (groups.size() + 1) / 2;
    diagram.rows = atRight;
    for (std::size_t place = 0; place < groups.size(); ++place) {
        const bool right = place < atRight;
        diagram.names.push_back(
            {groups[place].first, groups[place].second, right, right ? place : groups.size() - 1 - place});
    }
    for (const auto& [first, last] : cliques) {
        const double best = groups[first].second;
        const double worst = groups[last].second;
        diagram.bars.push_back({best, worst, freeLevel(diagram, best, worst)});
        diagram.levels = std::max(diagram.levels, diagram.bars.back().level + 1);
    }
    return diagram;
}

} // namespace lightcl
