#pragma once

#include "figures/statistics.h"
#include "runs/run_figure.h"

#include <optional>
#include <string>

namespace lightcl {

/// How a mean and deviation are written: "54.44 ± 2.82", "54.44" for one value, "-" for none. `plusMinus` stands
/// between.
std::string meanSdText(const std::optional<MeanSd>& figure, double unit, int decimals,
                       const std::string& plusMinus = " ± ");

/// A figure's mean over runs as tables of groups write it, in the unit of meanTitle(): "54.44 ± 2.82" (percent),
/// "104.0 ± 0.2" (MiB), "185.0 ± 2.3" (s), a cost's mean alone; "-" for none.
std::string meanText(const RunFigure& figure, const std::optional<MeanSd>& mean);
/// The heading of a column of such means, which has one unit for all rows: "class-IL %", "measured MiB", "time s".
std::string meanTitle(const RunFigure& figure);

/// The unit for meanSdText of accuracies in [0,1] shown in percent, and of bytes shown in MiB.
inline constexpr double kPercentUnit = 0.01;
inline constexpr double kMebibyteUnit = 1024.0 * 1024.0;

} // namespace lightcl
