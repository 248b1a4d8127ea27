#include "plots/label_places.h"

#include <algorithm>
#include <array>

namespace lightcl {

namespace {

/// Right, left, above, below, then the corners.
std::array<QRectF, 8> placesBeside(const LabelWish& wish, double gap) {
    const double wide = wish.size.width();
    const double high = wish.size.height();
    const double x = wish.mark.x();
    const double y = wish.mark.y();
    const auto at = [&](double left, double top) { return QRectF(left, top, wide, high); };
    return {at(x + gap, y - high / 2),          at(x - gap - wide, y - high / 2), at(x - wide / 2, y - gap - high),
            at(x - wide / 2, y + gap),          at(x + gap, y - gap - high),      at(x + gap, y + gap),
            at(x - gap - wide, y - gap - high), at(x - gap - wide, y + gap)};
}

/// Whether the line touches the rectangle: an end within it, or an edge cut.
bool crosses(const QRectF& rect, const QLineF& line) {
    if (rect.contains(line.p1()) || rect.contains(line.p2())) return true;
    const std::array edges = {QLineF(rect.topLeft(), rect.topRight()), QLineF(rect.topRight(), rect.bottomRight()),
                              QLineF(rect.bottomRight(), rect.bottomLeft()), QLineF(rect.bottomLeft(), rect.topLeft())};
    return std::ranges::any_of(
        edges, [&](const QLineF& edge) { return line.intersects(edge, nullptr) == QLineF::BoundedIntersection; });
}

} // namespace

std::vector<std::optional<QRectF>> labelPlaces(const std::vector<LabelWish>& wishes, const QRectF& area, double radius,
                                               const std::vector<QLineF>& lines) {
    std::vector<QRectF> taken;
    for (const auto& wish : wishes)
        taken.emplace_back(wish.mark.x() - radius, wish.mark.y() - radius, 2 * radius, 2 * radius);
    std::vector<std::optional<QRectF>> places;
    for (const auto& wish : wishes) {
        std::optional<QRectF> found;
        for (const auto& place : placesBeside(wish, radius + 3)) {
            const bool free = std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(place); });
            if (!free || !area.contains(place)) continue;
            const bool clear = std::ranges::none_of(lines, [&](const QLineF& line) { return crosses(place, line); });
            if (clear || !found) found = place;
            if (clear) break;
        }
        if (found) taken.push_back(*found);
        places.push_back(found);
    }
    return places;
}

} // namespace lightcl
