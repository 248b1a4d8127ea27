#include "cli/process/follow_runs.h"

#include "base/error.h"
#include "cli/display/run_display.h"
#include "cli/process/signal_watch.h"
#include "running/run_follower.h"
#include "running/store_workers.h"
#include "runs/exit_code.h"

#include <algorithm>
#include <fmt/format.h>
#include <list>
#include <poll.h>
#include <unistd.h>

namespace lightcl {

namespace {

std::list<RunFollower> followersOf(const Database& database, const std::vector<RunId>& runs) {
    std::list<RunFollower> followers;
    for (const auto run : runs) {
        if (RunReader(database).run(run).state == RunState::Queued)
            throw InputError(fmt::format("{}: run {} is queued: expected one that trains or has ended",
                                         database.file().string(), run));
        followers.emplace_back(database, run);
    }
    return followers;
}

bool allEnded(const std::list<RunFollower>& followers) {
    return std::all_of(followers.begin(), followers.end(), [](const auto& run) { return run.ended().has_value(); });
}

int exitCodeOf(const std::list<RunFollower>& followers) {
    const auto any = [&](RunState state) {
        return std::any_of(followers.begin(), followers.end(), [&](const auto& run) { return run.ended() == state; });
    };
    if (any(RunState::Failed)) return kExitFailed;
    return any(RunState::Interrupted) ? kExitInterrupted : kExitDone;
}

void showNews(std::list<RunFollower>& followers, RunDisplay& display) {
    for (auto& follower : followers)
        for (const auto& event : follower.news()) display.show(event, toJsonLine(event));
    display.refresh();
}

/// Waits a moment for a signal; whether one came that ends the showing.
bool endIsAsked(SignalWatch& signals) {
    constexpr int pauseMilliseconds = 200;
    pollfd watched{signals.descriptor(), POLLIN, 0};
    if (poll(&watched, 1, pauseMilliseconds) <= 0) return false;
    const auto number = signals.take();
    if (number == SIGTSTP) kill(getpid(), SIGSTOP);
    return number && number != SIGTSTP;
}

} // namespace

int followRuns(const Database& database, const std::vector<RunId>& runs, const Console& console, bool json) {
    auto followers = followersOf(database, runs);
    const auto display = makeRunDisplay(console, json);
    SignalWatch signals;
    bool asked = false;
    for (showNews(followers, *display); !allEnded(followers) && !asked; showNews(followers, *display))
        asked = endIsAsked(signals);
    display->close();
    if (!allEnded(followers)) return kExitInterrupted;
    recoverAbandoned(database.file());
    return exitCodeOf(followers);
}

} // namespace lightcl
