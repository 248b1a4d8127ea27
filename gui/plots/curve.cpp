#include "plots/curve.h"

#include "plots/plot_theme.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

std::vector<Curve> curvesOf(const CurvesFigure& figure) {
    std::vector<Curve> curves;
    for (const auto& drawn : figure.curves) {
        Curve curve;
        curve.name = QString::fromStdString(drawn.name);
        if (drawn.color) curve.color = toQColor(*drawn.color);
        curve.x = drawn.x;
        curve.y = drawn.y;
        for (std::size_t at = 0; at < drawn.deviation.size(); ++at) {
            curve.low.push_back(drawn.y[at] - bandAt(drawn, at));
            curve.high.push_back(drawn.y[at] + bandAt(drawn, at));
        }
        curve.width = drawn.width;
        curve.dots = drawn.dots;
        curve.rightAxis = drawn.rightAxis;
        curves.push_back(std::move(curve));
    }
    return curves;
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
