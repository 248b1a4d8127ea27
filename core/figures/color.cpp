#include "figures/color.h"

#include "figures/palettes.h"

namespace lightcl {

Color viridis(double value) {
    return paletteColor(Palette::Viridis, value);
}

Color cividis(double value) {
    return paletteColor(Palette::Cividis, value);
}

Color seriesColor(std::size_t index, std::size_t count) {
    // The map's ends are too near to black and to white for a line on either ground.
    constexpr double first = 0.1;
    constexpr double last = 0.88;
    const double share = count < 2 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
    return viridis(first + (last - first) * share);
}

Color mapColor(const LayerMetric& metric, double position) {
    return paletteColor(paletteOf(metric.endsAtOne()), position);
}

} // namespace lightcl
