#pragma once

#include "app/main_window.h"
#include "timing.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

class HeatmapPanel;

/// What a user waits for in the window, on a store with many runs: each duration reaches from the request to the last
/// pixel painted.
class WindowBenchmark {
public:
    WindowBenchmark(const QString& file, RunId longRun);

    /// Opens the store: until every run is in the table and the panels show the newest.
    Timing open(int rounds);
    /// Selects the run with the largest heatmap, which was not read before; its accuracies or its losses are shown too.
    Timing selectUnread(int rounds, bool showsLosses);
    /// Shows another metric of that run.
    Timing switchMetric(int rounds);
    /// Another process writes to a store in which nothing else changes: until the table and the plots are up to date.
    Timing followChange(int rounds);
    /// Frames a second while that run's heatmap is dragged with the mouse, whole or magnified.
    double panFrames(bool magnified);

    /// What was done, and the longest time in seconds that one event then held up all others, the most of the rounds.
    std::vector<std::pair<std::string, double>> longestHolds(int rounds);

private:
    void openOnce();
    void selectLongRun();
    void settle();
    void runUntil(const std::function<bool()>& condition);

    QString file_;
    RunId longRun_; ///< the run with the largest heatmap
    Theme theme_;
    MainWindow window_;
    HeatmapPanel* heatmap_;
    int listed_ = 0;
    int filled_ = 0;
};

} // namespace lightcl
