#pragma once

#include <cstddef>
#include <optional>
#include <string>
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

/// How a mean and deviation are written: "54.44 ± 2.82", "54.44" for one value, "-" for none. `plusMinus` stands
/// between.
std::string meanSdText(const std::optional<MeanSd>& figure, double unit, int decimals,
                       const std::string& plusMinus = " ± ");

/// The unit for meanSdText of accuracies in [0,1] shown in percent, and of bytes shown in MiB.
inline constexpr double kPercentUnit = 0.01;
inline constexpr double kMebibyteUnit = 1024.0 * 1024.0;

} // namespace lightcl
