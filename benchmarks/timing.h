#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

namespace lightcl {

/// Seconds of several rounds of the same work.
struct Timing {
    double median = 0;
    double fastest = 0;
    double slowest = 0;
};

inline double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline Timing summarize(std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    return {seconds[seconds.size() / 2], seconds.front(), seconds.back()};
}

/// Runs `work` once to warm up, then `rounds` times.
inline Timing timeRounds(int rounds, const std::function<void()>& work) {
    work();
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) seconds.push_back(secondsOf(work));
    return summarize(std::move(seconds));
}

} // namespace lightcl
