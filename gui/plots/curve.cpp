#include "plots/curve.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lightcl {

std::vector<std::size_t> drawingOrder(const std::vector<Curve>& curves) {
    std::vector<std::size_t> order(curves.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return curves[a].width < curves[b].width; });
    return order;
}

std::optional<CurvePoint> nearestPoint(const std::vector<PlacedPoint>& points, double x, double y, double reach) {
    std::optional<CurvePoint> nearest;
    double shortest = reach;
    for (const auto& placed : points) {
        const double distance = std::hypot(placed.x - x, placed.y - y);
        if (!(distance <= shortest)) continue;
        shortest = distance;
        nearest = placed.point;
    }
    return nearest;
}

CurvePoint steppedPoint(const std::vector<Curve>& curves, CurvePoint from, int dx, int dy) {
    if (from.curve >= curves.size() || from.index >= curves[from.curve].x.size()) return from;
    if (dx != 0) {
        const auto last = static_cast<std::int64_t>(curves[from.curve].x.size()) - 1;
        const auto index = std::clamp<std::int64_t>(static_cast<std::int64_t>(from.index) + dx, 0, last);
        return {from.curve, static_cast<std::size_t>(index)};
    }
    auto curve = static_cast<std::int64_t>(from.curve) + dy;
    const auto count = static_cast<std::int64_t>(curves.size());
    while (curve >= 0 && curve < count && curves[static_cast<std::size_t>(curve)].x.empty()) curve += dy;
    if (curve < 0 || curve >= count || dy == 0) return from;
    const auto& x = curves[static_cast<std::size_t>(curve)].x;
    const double here = curves[from.curve].x[from.index];
    const auto nearest = std::min_element(
        x.begin(), x.end(), [here](double a, double b) { return std::abs(a - here) < std::abs(b - here); });
    return {static_cast<std::size_t>(curve), static_cast<std::size_t>(nearest - x.begin())};
}

} // namespace lightcl
