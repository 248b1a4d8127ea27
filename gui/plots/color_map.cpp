#include "plots/color_map.h"

#include <qcustomplot.h>

namespace lightcl {

QColor ColorMap::at(double position) const {
    const auto color = map_(position);
    return QColor::fromRgbF(static_cast<float>(color.red), static_cast<float>(color.green),
                            static_cast<float>(color.blue));
}

QCPColorGradient ColorMap::gradient() const {
    constexpr int stops = 65;
    QCPColorGradient gradient;
    gradient.clearColorStops();
    for (int stop = 0; stop < stops; ++stop) {
        const double position = static_cast<double>(stop) / (stops - 1);
        gradient.setColorStopAt(position, at(position));
    }
    gradient.setNanHandling(QCPColorGradient::nhTransparent);
    return gradient;
}

} // namespace lightcl
