#pragma once

#include "engine/run_observer.h"
#include "store/run_writer.h"
#include "worker/stop_signal.h"

#include <chrono>

namespace lightcl {

/// Writes what a trainer tells into the store, and says it as JSON lines on standard output.
class StoreObserver final : public RunObserver {
public:
    /// `keeps`: whether the checkpoints at the tasks' ends are kept.
    StoreObserver(Database& database, const RunSummary& run, int tasks, int epochs, bool keeps, StopSignal& stop);

    void rows(std::vector<RunRow> rows) override;
    void stage(const std::string& what) override;
    void totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) override;
    void epochStored() override;
    void taskStored(int task) override;
    void progress(const RunProgress& progress) override;
    void epochFinished(const RunEvent& event) override;
    bool stopRequested() override { return stop_->requested(); }

    /// An event with the run's name, method, seed and size filled in.
    [[nodiscard]] RunEvent event(const std::string& kind) const;
    /// Prints one line and flushes it; a reader that went away is no reason to stop training.
    static void say(const RunEvent& event);
    /// Figures of the last epoch, for the closing event.
    [[nodiscard]] const RunEvent& lastEpoch() const { return lastEpoch_; }

private:
    Database* database_;
    RunWriter writer_;
    RunSummary run_;
    int tasks_;
    int epochs_;
    bool keeps_;
    StopSignal* stop_;
    RunEvent lastEpoch_;
    std::chrono::steady_clock::time_point lastStored_{};
};

} // namespace lightcl
