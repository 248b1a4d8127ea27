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

/// Runs `work` once to warm up, then `rounds` times.
inline Timing timeRounds(int rounds, const std::function<void()>& work) {
    work();
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return {seconds[seconds.size() / 2], seconds.front(), seconds.back()};
}

} // namespace lightcl
