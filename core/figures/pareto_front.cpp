#include "figures/pareto_front.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points, Better x, Better y) {
    const double signX = x == Better::Higher ? 1 : -1;
    const double signY = y == Better::Higher ? 1 : -1;
    const auto dominates = [&](const auto& other, const auto& one) {
        const double byX = signX * (other.first - one.first);
        const double byY = signY * (other.second - one.second);
        return byX >= 0 && byY >= 0 && (byX > 0 || byY > 0);
    };
    std::vector<std::size_t> front;
    for (std::size_t at = 0; at < points.size(); ++at) {
        if (std::isnan(points[at].first) || std::isnan(points[at].second)) continue;
        if (std::ranges::none_of(points, [&](const auto& other) { return dominates(other, points[at]); }))
            front.push_back(at);
    }
    std::ranges::stable_sort(front, {}, [&](std::size_t at) { return points[at]; });
    return front;
}

} // namespace lightcl
