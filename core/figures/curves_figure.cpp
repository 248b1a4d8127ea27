#include "figures/curves_figure.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

std::vector<std::size_t> drawingOrder(const std::vector<double>& widths) {
    std::vector<std::size_t> order(widths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t curve) { return widths[curve]; });
    return order;
}

} // namespace lightcl
