#include "cli/process/training_session.h"

#include "base/error.h"
#include "runs/exit_code.h"
#include "store/run_reader.h"
#include "text/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace lightcl {

namespace {

RunEvent startedEvent(const RunSummary& run) {
    RunEvent event = RunEvent::of(run, "started");
    event.fraction = run.progress.fraction;
    return event;
}

} // namespace

TrainingSession::TrainingSession(Database& database, RunDisplay& display, std::ostream& errors,
                                 std::filesystem::path worker)
    : database_(database), display_(display), errors_(errors), worker_(std::move(worker)), elsewhere_(database) {}

int TrainingSession::train(RunQueue queue) {
    queue_ = std::move(queue);
    startWhatFits();
    while (!active_.empty() || isWaiting()) {
        waitForOutput();
        reapEnded();
        startWhatFits();
        display_.refresh();
    }
    display_.close();
    return exitCode();
}

void TrainingSession::refuse(const RefusedRun& refused) {
    const RunSummary run = RunReader(database_).run(refused.run);
    if (refused.failed) {
        RunEvent event = RunEvent::of(run, "failed");
        event.state = toString(run.state);
        event.message = refused.reason;
        display_.show(event, toJsonLine(event));
        failure_ = kExitFailed;
    } else {
        interrupted_ = true;
    }
    display_.refresh();
    errors_ << fmt::format("lightcl: run {} ({}, seed {}) does not start: {}", run.id, run.method, run.seed,
                           printable(refused.reason))
            << std::endl;
}

void TrainingSession::startWhatFits() {
    if (!isWaiting()) return;
    for (const RefusedRun& refused : settlePretrainings(database_, queue_, ours())) refuse(refused);
    const int elsewhere = elsewhere_.count(ours());
    while (const auto job = queue_.takeNext(elsewhere)) {
        const auto event = startedEvent(RunReader(database_).run(job->run));
        active_.emplace_back(*job, event, workerCommand(worker_, *job, database_.file()));
    }
    if (!active_.empty() || elsewhere == 0 || std::exchange(saidToWait_, true)) return;
    errors_ << fmt::format("lightcl: waiting for cores: of {}, other programs' workers keep {} busy", queue_.cores(),
                           elsewhere)
            << std::endl;
}

std::set<RunId> TrainingSession::ours() const {
    std::set<RunId> runs;
    for (const auto& active : active_) runs.insert(active.job.run);
    return runs;
}

void TrainingSession::waitForOutput() {
    constexpr int refreshMilliseconds = 200;
    std::vector<pollfd> watched = {{signals_.descriptor(), POLLIN, 0}};
    for (const auto& active : active_) {
        watched.push_back({active.process.outDescriptor(), POLLIN, 0}); // poll passes over closed ones, -1
        watched.push_back({active.process.errDescriptor(), POLLIN, 0});
    }
    if (poll(watched.data(), watched.size(), refreshMilliseconds) <= 0) return;
    if (watched.front().revents != 0) obeySignals();
    std::size_t index = 1;
    for (auto& active : active_) {
        readFrom(active, watched[index].revents != 0, watched[index + 1].revents != 0);
        index += 2;
    }
}

void TrainingSession::readFrom(Active& active, bool out, bool err) {
    if (err) active.process.readErr();
    if (!out) return;
    for (const auto& line : active.process.readOut()) take(active, line);
}

void TrainingSession::take(Active& active, const std::string& line) {
    try {
        auto event = parseRunEvent(line);
        active.ended = active.ended || event.event == "finished" || event.event == "failed";
        display_.show(event, line);
        if (event.event != "stage") active.last = std::move(event);
    } catch (const Error&) {
        // A library's own words on standard output must not break the stream of events.
        errors_ << "lightcl: run " << active.job.run << ": " << printable(line) << std::endl;
    }
}

void TrainingSession::reapEnded() {
    for (auto active = active_.begin(); active != active_.end();) {
        if (!active->process.hasEnded()) {
            ++active;
            continue;
        }
        settle(*active);
        queue_.finished(active->job);
        active = active_.erase(active);
    }
}

void TrainingSession::settle(Active& active) {
    const auto end =
        settleRun(database_, active.job.run, active.process.wait(), active.process.lastWords(), stopRequests_ > 0);
    if (!active.ended) showEnd(active, end);
    interrupted_ = interrupted_ || end.state == RunState::Interrupted;
    if (end.state != RunState::Failed) return;
    display_.refresh();
    errors_ << fmt::format("lightcl: run {} ({}, seed {}) failed: {}", active.job.run, active.last.method,
                           active.last.seed, printable(end.reason))
            << std::endl;
    failure_ = failure_ == 0 ? end.exitCode : std::min(failure_, static_cast<int>(end.exitCode));
}

void TrainingSession::showEnd(Active& active, const WorkerEnd& end) {
    auto event = active.last;
    event.event = end.state == RunState::Failed ? "failed" : "finished";
    event.state = toString(end.state);
    event.message = end.reason;
    display_.show(event, toJsonLine(event));
}

void TrainingSession::obeySignals() {
    while (const auto number = signals_.take()) {
        if (*number == SIGTSTP) {
            suspend();
        } else {
            stop(*number);
        }
    }
}

void TrainingSession::stop(int signal) {
    if (++stopRequests_ == 1) stopSignal_ = signal;
    for (const auto& active : active_) active.process.signal(stopRequests_ == 1 ? SIGINT : SIGKILL);
}

void TrainingSession::suspend() {
    for (const auto& active : active_) active.process.signal(SIGSTOP);
    kill(getpid(), SIGSTOP); // returns when we are continued
    for (const auto& active : active_) active.process.signal(SIGCONT);
}

int TrainingSession::exitCode() const {
    if (stopRequests_ > 0) return kExitInterrupted;
    // Somebody else may have stopped a worker: its run is not done either.
    return failure_ == 0 && interrupted_ ? static_cast<int>(kExitInterrupted) : failure_;
}

} // namespace lightcl
