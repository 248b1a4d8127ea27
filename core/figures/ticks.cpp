#include "figures/ticks.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

std::vector<double> niceTicks(double maximum, int count) {
    if (!(maximum > 0) || !std::isfinite(maximum)) maximum = 1;
    const auto rough = maximum / std::max(count, 1);
    const auto power = std::pow(10, std::floor(std::log10(rough)));
    const auto scaled = rough / power;
    const auto step = power * (scaled <= 1 ? 1 : scaled <= 2 ? 2 : scaled <= 5 ? 5 : 10);
    constexpr double rounding = 1e-9;
    const auto steps = static_cast<int>(std::ceil(maximum / step - rounding));
    std::vector<double> ticks;
    for (int i = 0; i <= std::max(steps, 1); ++i) ticks.push_back(i * step);
    return ticks;
}

std::vector<double> ticksWithin(double lower, double upper, int count) {
    if (!(upper > lower) || !std::isfinite(upper - lower)) return {lower};
    const auto rough = (upper - lower) / std::max(count, 1);
    const auto power = std::pow(10, std::floor(std::log10(rough)));
    double step = power;
    for (const double factor : {2.0, 5.0, 10.0})
        if (std::abs(factor * power - rough) < std::abs(step - rough)) step = factor * power;
    constexpr double rounding = 1e-9;
    std::vector<double> ticks;
    // A sum with 0 has no negative zero.
    for (auto i = std::ceil(lower / step - rounding) + 0.0; i * step <= upper + rounding * step; ++i)
        ticks.push_back(i * step);
    return ticks;
}

std::string tickText(double value, double step) {
    const auto decimals = static_cast<int>(std::max(0.0, -std::floor(std::log10(step) + 1e-9)));
    return fmt::format("{:.{}f}", value, decimals);
}

} // namespace lightcl
