#pragma once

#include <chrono>

namespace lightcl {

/// Working time of a run over all its resumptions, and what is left of it.
class RunClock {
public:
    /// Seconds worked before this process took the run up.
    void setEarlier(double seconds, double fraction) {
        earlier_ = seconds;
        fractionAtStart_ = fraction;
        since_ = Clock::now();
    }
    [[nodiscard]] double seconds() const { return earlier_ + here(); }
    /// Estimated from this process's own pace; negative while there is nothing to go by.
    [[nodiscard]] double remaining(double fraction) const {
        const double done = fraction - fractionAtStart_;
        return done > 0 ? here() / done * (1 - fraction) : -1;
    }

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] double here() const { return std::chrono::duration<double>(Clock::now() - since_).count(); }

    double earlier_ = 0;
    double fractionAtStart_ = 0;
    Clock::time_point since_ = Clock::now();
};

} // namespace lightcl
