#pragma once

#include <QColor>
#include <vector>

class QCPColorGradient;

namespace lightcl {

/// A perceptually uniform colour map from dark violet over teal to light yellow: equal steps of the value are equal
/// steps of lightness in the Oklab colour space, so it reads the same in grey and for colour-blind eyes.
class ColorMap {
public:
    ColorMap();

    /// The colour of `position` in [0,1]; outside it the nearer end.
    [[nodiscard]] QColor at(double position) const;
    /// The same as a gradient of QCustomPlot; values that are not numbers are transparent.
    [[nodiscard]] QCPColorGradient gradient() const;

private:
    std::vector<QColor> colors_;
};

/// Colours for `count` things in an order (tasks): evenly spaced over the part of the map that stands out from the
/// background, in order.
std::vector<QColor> orderedColors(std::size_t count, bool darkBackground);

} // namespace lightcl
