#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace lightcl {

/// Wall time by phase. Phases do not nest: entering one leaves the other.
class PhaseClock {
public:
    /// Attributes the time until the next enter() or stop() to this phase.
    void enter(const char* phase) {
        stop();
        phase_ = phase;
    }
    void stop() {
        const auto now = Clock::now();
        if (phase_) seconds_[phase_] += std::chrono::duration<double>(now - since_).count();
        since_ = now;
        phase_ = nullptr;
    }
    /// Seconds by phase since the last take().
    std::map<std::string, double> take() {
        const char* phase = phase_;
        stop();
        phase_ = phase;
        return std::exchange(seconds_, {});
    }

private:
    using Clock = std::chrono::steady_clock;
    std::map<std::string, double> seconds_;
    const char* phase_ = nullptr;
    Clock::time_point since_ = Clock::now();
};

} // namespace lightcl
