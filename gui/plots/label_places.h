#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

namespace lightcl {

/// A mark and the size of the text that names it.
struct LabelWish {
    QPointF mark;
    QSizeF size;
};

/// A place beside its mark for each text, in their order: within `area`, over no other text and over no mark (of radius
/// `radius`), and over none of the lines where that can be; nothing where there is none.
std::vector<std::optional<QRectF>> labelPlaces(const std::vector<LabelWish>& wishes, const QRectF& area, double radius,
                                               const std::vector<QLineF>& lines = {});

} // namespace lightcl
