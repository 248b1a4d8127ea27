#include "cli/process/follow_device.h"

#include "base/error.h"
#include "cli/display/run_display.h"
#include "cli/process/signal_watch.h"
#include "cli/process/train_runs.h"
#include "running/run_follower.h"
#include "runs/exit_code.h"
#include "store/run_identities.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <poll.h>
#include <unistd.h>
#include <vector>

namespace lightcl {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kShortestPause{1000};
constexpr milliseconds kLongestPause{60'000};

class DeviceWatch {
public:
    DeviceWatch(const RemoteJobs& jobs, const DeviceFollowing& following, const Console& console)
        : jobs_(&jobs), following_(&following), console_(&console), runs_(jobs.runsOf(following.job)),
          display_(makeRunDisplay(console, following.json)) {}

    int follow() {
        bool asked = false;
        while (!asked && !isOver()) {
            const auto begin = Clock::now();
            look();
            display_->refresh();
            // A slow connection is to be at rest four fifths of the time.
            const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
            if (!isOver()) asked = endIsAsked(std::clamp(std::max(took * 4, pause_), kShortestPause, kLongestPause));
        }
        display_->close();
        return conclude();
    }

private:
    [[nodiscard]] bool isOver() const {
        return state_ && !state_->trains && state_->running == 0 && (state_->waiting == 0 || state_->stopped);
    }

    void look() {
        try {
            state_ = jobs_->fetch(following_->job, following_->database).state;
            pause_ = kShortestPause;
            complained_.clear();
            showNews();
            if (!state_->trains && !state_->stopped && state_->waiting > 0) startAgain();
        } catch (const ConnectionError& error) {
            tell(fmt::format("{}; the runs go on there, and this goes on when it answers", error.what()));
            state_.reset();
            pause_ = std::min(pause_ * 2, kLongestPause);
        }
    }

    void startAgain() {
        if (++startedAgain_ > kMostStarts)
            throw Error(fmt::format("device {}: its runs do not go on there: {}", jobs_->device().name,
                                    state_->complaint.empty() ? "no reason is told" : state_->complaint));
        tell(fmt::format("device {}: the program that trained there is gone; it is started again",
                         jobs_->device().name));
        jobs_->start(following_->job, jobs_->device().threads);
    }

    /// Once until something else happens.
    void tell(const std::string& line) {
        if (line == complained_) return;
        complained_ = line;
        display_->refresh();
        console_->err << "lightcl: " << line << std::endl;
    }

    void showNews() {
        if (!database_) database_.emplace(Database::openForReading(following_->database));
        for (const RunIdentity& run : runIdentities(*database_))
            if (runs_.count(run.uuid) > 0 && followers_.count(run.id) == 0)
                followers_.emplace(run.id, RunFollower(*database_, run.id));
        for (auto& [run, follower] : followers_)
            for (const auto& event : follower.news()) display_->show(event, toJsonLine(event));
    }

    [[nodiscard]] bool endIsAsked(milliseconds pause) {
        pollfd watched{signals_.descriptor(), POLLIN, 0};
        if (poll(&watched, 1, static_cast<int>(pause.count())) <= 0) return false;
        const auto number = signals_.take();
        if (number == SIGTSTP) kill(getpid(), SIGSTOP);
        return number && number != SIGTSTP;
    }

    int conclude() {
        std::vector<RunId> runs;
        bool failed = false;
        bool allDone = followers_.size() == runs_.size();
        for (const RunIdentity& run : database_ ? runIdentities(*database_) : std::vector<RunIdentity>()) {
            if (runs_.count(run.uuid) == 0) continue;
            runs.push_back(run.id);
            failed = failed || run.state == RunState::Failed;
            allDone = allDone && run.state == RunState::Done;
        }
        if (!following_->json && !runs.empty())
            console_->out << conclusionOf(*database_, runs, following_->databaseOption) << std::flush;
        const std::string& device = jobs_->device().name;
        if (!isOver())
            console_->err << fmt::format("lightcl: the runs go on on {0}; `lightcl fetch {0}` brings what is missing, "
                                         "`lightcl devices stop {0}` stops them",
                                         device)
                          << std::endl;
        else if (state_->stopped && state_->waiting > 0)
            console_->err << fmt::format("lightcl: stopped; go on with: lightcl devices resume {}", device)
                          << std::endl;
        if (failed) return kExitFailed;
        return allDone ? kExitDone : kExitInterrupted;
    }

    static constexpr int kMostStarts = 50;

    const RemoteJobs* jobs_;
    const DeviceFollowing* following_;
    const Console* console_;
    JobRuns runs_;
    std::unique_ptr<RunDisplay> display_;
    SignalWatch signals_;
    std::optional<Database> database_; ///< once something has come home
    std::map<RunId, RunFollower> followers_;
    std::optional<JobState> state_;
    std::string complained_;
    milliseconds pause_ = kShortestPause;
    int startedAgain_ = 0;
};

} // namespace

int followDevice(const RemoteJobs& jobs, const DeviceFollowing& following, const Console& console) {
    return DeviceWatch(jobs, following, console).follow();
}

} // namespace lightcl
