#include "queue/run_scheduler.h"

#include "base/error.h"
#include "running/pretraining_wait.h"

#include <algorithm>
#include <chrono>

namespace lightcl {

RunScheduler::RunScheduler(Database& database, QString worker, int cores, QObject* parent)
    : QObject(parent), database_(&database), worker_(std::move(worker)), queue_(std::max(cores, 1)),
      elsewhere_(database) {
    next_.setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &RunScheduler::startWhatFits);
    connect(&settling_, &QTimer::timeout, this, &RunScheduler::settleAgain);
    patience_.setSingleShot(true);
    connect(&patience_, &QTimer::timeout, this, &RunScheduler::tellStillRunning);
}

RunScheduler::~RunScheduler() = default;

std::set<RunId> RunScheduler::waiting() const {
    std::set<RunId> runs;
    for (const WaitingRun& entry : queue_.waiting()) runs.insert(entry.run);
    return runs;
}

std::set<RunId> RunScheduler::training() const {
    std::set<RunId> runs;
    for (const auto& entry : training_) runs.insert(entry.first);
    return runs;
}

std::set<RunId> RunScheduler::stopping() const {
    std::set<RunId> runs;
    for (const auto& [run, entry] : training_)
        if (entry.process->isInterrupted()) runs.insert(run);
    return runs;
}

void RunScheduler::start(RunId run, bool fromStart) {
    if (isWaiting(run) || isTraining(run)) return;
    try {
        for (const RunId one : withPretrainings(*database_, {run})) {
            if (isWaiting(one) || isTraining(one)) continue;
            const TrainingWish wish{.threads = threads_, .fromStart = fromStart && one == run};
            queue_.add(waitingRun(*database_, one, wish, queue_.cores()));
        }
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
        return;
    }
    emit changed();
    next_.start(0);
}

void RunScheduler::stop(RunId run) {
    const bool waited = queue_.remove(run);
    const auto found = training_.find(run);
    if (found != training_.end() && !found->second.process->isInterrupted()) {
        found->second.process->interrupt();
        patience_.start(patienceTime_); // anew: one question for all that are stopped one after the other
    }
    if (waited || found != training_.end()) emit changed();
}

void RunScheduler::tellStillRunning() {
    std::vector<RunId> runs;
    for (auto& [run, entry] : training_) {
        if (!entry.process->isInterrupted() || entry.toldOf) continue;
        entry.toldOf = true;
        runs.push_back(run);
    }
    if (!runs.empty()) emit stillRunning(runs);
}

void RunScheduler::stopAll() {
    queue_.clear();
    for (const RunId run : training()) stop(run);
    emit changed();
}

void RunScheduler::kill(RunId run) {
    const auto found = training_.find(run);
    if (found != training_.end()) found->second.process->kill();
}

/// From the event loop, so that a worker that cannot be started does not recurse through the whole queue.
void RunScheduler::startWhatFits() {
    if (queue_.waiting().empty()) return;
    try {
        const auto refused = settlePretrainings(*database_, queue_, training());
        for (const RefusedRun& entry : refused) emit runFailed(entry.run, QString::fromStdString(entry.reason));
        if (!refused.empty()) emit changed();
        const int elsewhere = elsewhere_.count(training());
        while (const auto job = queue_.takeNext(elsewhere)) launch(*job);
        // Nobody tells us when another program's worker ends.
        if (!queue_.waiting().empty() && (elsewhere > 0 || training_.empty())) next_.start(std::chrono::seconds(1));
        if (!refused.empty() && training_.empty() && queue_.waiting().empty()) emit allEnded();
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
    }
}

void RunScheduler::launch(const RunJob& job) {
    auto process = std::make_unique<RunProcess>(job.run);
    RunProcess& worker = *process;
    connect(&worker, &RunProcess::event, this, &RunScheduler::event);
    // Queued: the end may be told from within start(), and the process is deleted on it.
    connect(
        &worker, &RunProcess::ended, this, [this, run = job.run](const ProcessEnd& end) { onEnded(run, end); },
        Qt::QueuedConnection);
    training_.emplace(job.run, Training{std::move(process), job, false});
    try {
        worker.start(workerCommand(findWorkerProgram(worker_.toStdString()), job, database_->file()));
    } catch (const Error& problem) {
        emit worker.ended({0, 0, problem.what()});
    }
    emit changed();
}

void RunScheduler::onEnded(RunId run, const ProcessEnd& end) {
    const auto found = training_.find(run);
    queue_.finished(found->second.job);
    if (!settle(found->second, end)) {
        // The reason must not be lost with the store locked by another program.
        unsettled_.emplace_back(std::move(found->second), end);
        settling_.start(std::chrono::seconds(5));
    }
    training_.erase(found);
    emit changed();
    next_.start(0);
    if (training_.empty() && queue_.waiting().empty()) emit allEnded();
}

bool RunScheduler::settle(const Training& entry, const ProcessEnd& end) {
    const RunProcess& process = *entry.process;
    try {
        const auto result = settleRun(*database_, entry.job.run, end, process.lastWords(), process.isInterrupted());
        if (result.state == RunState::Failed) emit runFailed(entry.job.run, QString::fromStdString(result.reason));
        return true;
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
        return false;
    }
}

void RunScheduler::settleAgain() {
    // The window must not stand still for as long as the lock is held.
    database_->setPatience({std::chrono::milliseconds(100)});
    std::erase_if(unsettled_, [this](const auto& ended) { return settle(ended.first, ended.second); });
    database_->setPatience({});
    if (unsettled_.empty()) settling_.stop();
    emit changed();
}

} // namespace lightcl
