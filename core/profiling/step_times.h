#pragma once

#include <vector>

namespace lightcl {

/// The p-th percentile of values by the nearest rank: of n values in order the one at place ceil(p / 100 * n), which is
/// one of them. 0 without values.
double nearestRank(std::vector<double> values, double percent);

/// How long an epoch's steps took.
class StepTimes {
public:
    struct Figures {
        double medianMs = 0; ///< the 50th percentile by the nearest rank
        double p95Ms = 0;    ///< the 95th
    };

    void add(double seconds) { milliseconds_.push_back(seconds * 1000); }
    /// Of the steps since the last take().
    Figures take();

private:
    std::vector<double> milliseconds_;
};

} // namespace lightcl
