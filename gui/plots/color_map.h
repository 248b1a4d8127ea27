#pragma once

#include "figures/color.h"

#include <QColor>
#include <functional>

class QCPColorGradient;

namespace lightcl {

/// One of the figures' colour maps (viridis, cividis) for Qt.
class ColorMap {
public:
    explicit ColorMap(std::function<Color(double)> map = viridis) : map_(std::move(map)) {}

    /// The colour of `position` in [0,1]; outside it the nearer end.
    [[nodiscard]] QColor at(double position) const;
    /// The same as a gradient of QCustomPlot; values that are not numbers are transparent.
    [[nodiscard]] QCPColorGradient gradient() const;

private:
    std::function<Color(double)> map_;
};

} // namespace lightcl
