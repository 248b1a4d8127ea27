#pragma once

#include "figures/statistics.h"

#include <optional>
#include <string>

namespace lightcl {

/// How a mean and deviation are written: "54.44 ± 2.82", "54.44" for one value, "-" for none. `plusMinus` stands
/// between.
std::string meanSdText(const std::optional<MeanSd>& figure, double unit, int decimals,
                       const std::string& plusMinus = " ± ");

/// The unit for meanSdText of accuracies in [0,1] shown in percent, and of bytes shown in MiB.
inline constexpr double kPercentUnit = 0.01;
inline constexpr double kMebibyteUnit = 1024.0 * 1024.0;

} // namespace lightcl
