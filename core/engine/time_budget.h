#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace lightcl {

/// What a task's steps have spent of its seconds, over all resumptions.
class TimeBudget {
public:
    /// `seconds`: that a task may spend; absent: as many as it takes.
    explicit TimeBudget(std::optional<double> seconds) : seconds_(seconds) {}

    [[nodiscard]] bool isLimited() const { return seconds_.has_value(); }
    [[nodiscard]] double spent() const { return spent_; }
    /// Anew for each task; or what it had spent when the run was stopped.
    void begin(double spent = 0) { spent_ = spent; }
    [[nodiscard]] bool isSpent() const { return seconds_ && spent_ >= *seconds_; }
    /// In [0,1]; 0 where nothing is limited.
    [[nodiscard]] double share() const { return seconds_ ? std::min(1.0, spent_ / *seconds_) : 0; }

    /// Does the work, whose seconds count.
    template <typename Work>
    auto timed(Work work) {
        const Counting counting(spent_);
        return work();
    }

private:
    class Counting {
    public:
        explicit Counting(double& spent) : spent_(&spent) {}
        ~Counting() { *spent_ += std::chrono::duration<double>(Clock::now() - since_).count(); }
        Counting(const Counting&) = delete;
        Counting& operator=(const Counting&) = delete;

    private:
        using Clock = std::chrono::steady_clock;
        double* spent_;
        Clock::time_point since_ = Clock::now();
    };

    std::optional<double> seconds_;
    double spent_ = 0;
};

} // namespace lightcl
