#include "figures/statistics.h"

#include <cmath>

namespace lightcl {

std::optional<MeanSd> meanSd(const std::vector<std::optional<double>>& values) {
    MeanSd result;
    for (const auto& value : values) {
        if (!value) continue;
        result.mean += *value;
        ++result.count;
    }
    if (result.count == 0) return std::nullopt;
    result.mean /= static_cast<double>(result.count);
    if (result.count == 1) return result;
    double squares = 0;
    for (const auto& value : values)
        if (value) squares += (*value - result.mean) * (*value - result.mean);
    result.sd = std::sqrt(squares / static_cast<double>(result.count - 1));
    return result;
}

} // namespace lightcl
