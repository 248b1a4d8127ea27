#include "profiling/step_times.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lightcl {

double nearestRank(std::vector<double> values, double percent) {
    if (values.empty()) return 0;
    const auto rank = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(values.size())));
    const std::size_t place = std::clamp(rank, std::size_t{1}, values.size()) - 1;
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

StepTimes::Figures StepTimes::take() {
    const Figures figures{nearestRank(milliseconds_, 50), nearestRank(milliseconds_, 95)};
    milliseconds_.clear();
    return figures;
}

} // namespace lightcl
