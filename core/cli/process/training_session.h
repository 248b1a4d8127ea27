#pragma once

#include "cli/display/run_display.h"
#include "cli/process/signal_watch.h"
#include "cli/process/worker_process.h"
#include "running/pretraining_wait.h"
#include "running/run_queue.h"
#include "running/store_workers.h"
#include "running/worker_end.h"
#include "store/database.h"

#include <filesystem>
#include <list>
#include <ostream>
#include <set>
#include <string>

namespace lightcl {

/// Trains runs of the store in worker processes, several at once where the cores allow beside those that other programs
/// train, and shows them. SIGINT, SIGTERM, SIGHUP or SIGUSR1 (a cluster's sign that time is up) stops them at their
/// next step and starts no more; a second one kills them.
class TrainingSession {
public:
    /// `errors` gets one line for each run that fails.
    TrainingSession(Database& database, RunDisplay& display, std::ostream& errors, std::filesystem::path worker);

    /// Returns 0 when all runs are done, 130 when it was interrupted, else 2 or 1 as the failed runs ended.
    int train(RunQueue queue);
    /// The first signal that asked to stop; 0: none did.
    [[nodiscard]] int stopSignal() const { return stopSignal_; }

private:
    struct Active {
        Active(const RunJob& which, RunEvent started, const ProcessCommand& command)
            : job(which), last(std::move(started)), process(command) {}

        RunJob job;
        RunEvent last;      ///< the last event, or what the store knows
        bool ended = false; ///< it has said "finished" or "failed"
        WorkerProcess process;
    };

    void startWhatFits();
    void refuse(const RefusedRun& refused);
    [[nodiscard]] bool isWaiting() const { return stopRequests_ == 0 && !queue_.waiting().empty(); }
    [[nodiscard]] std::set<RunId> ours() const; ///< that train now
    void waitForOutput();
    void readFrom(Active& active, bool out, bool err);
    void take(Active& active, const std::string& line);
    void reapEnded();
    void settle(Active& active);
    void showEnd(Active& active, const WorkerEnd& end);
    void obeySignals();
    void stop(int signal);
    void suspend();
    [[nodiscard]] int exitCode() const;

    Database& database_;
    RunDisplay& display_;
    std::ostream& errors_;
    std::filesystem::path worker_;
    SignalWatch signals_;
    RunQueue queue_{1};
    CoresElsewhere elsewhere_;
    bool saidToWait_ = false;
    std::list<Active> active_;
    int stopRequests_ = 0;
    int stopSignal_ = 0;
    bool interrupted_ = false; ///< a run, by whoever asked its worker to stop
    int failure_ = 0;          ///< the exit code of failed runs, 1 before 2
};

} // namespace lightcl
