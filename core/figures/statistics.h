#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace lightcl {

/// Mean and sample standard deviation (divided by n-1; absent below two values).
struct MeanSd {
    double mean = 0;
    std::optional<double> sd;
    std::size_t count = 0;
};

/// Over the values that are there; nothing when none is.
std::optional<MeanSd> meanSd(const std::vector<std::optional<double>>& values);

} // namespace lightcl
