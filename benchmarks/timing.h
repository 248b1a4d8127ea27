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

/// Seconds of two kinds of work that were done in turns, and the second's by the first's of each turn.
struct Turns {
    Timing first;
    Timing second;
    Timing ratio;
};

/// Does both once to warm up, then in turns, `rounds` times: so both see the same machine.
inline Turns timeTurns(int rounds, const std::function<void()>& first, const std::function<void()>& second) {
    first();
    second();
    std::vector<double> firsts, seconds, ratios;
    for (int round = 0; round < rounds; ++round) {
        firsts.push_back(secondsOf(first));
        seconds.push_back(secondsOf(second));
        ratios.push_back(seconds.back() / firsts.back());
    }
    return {summarize(std::move(firsts)), summarize(std::move(seconds)), summarize(std::move(ratios))};
}

} // namespace lightcl
