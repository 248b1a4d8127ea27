#include "queue/run_scheduler.h"

#include "base/error.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <QTimer>
#include <algorithm>
#include <chrono>
#include <numeric>

namespace lightcl {

namespace {

constexpr std::chrono::seconds kPatience(10);

QString withLastLines(const WorkerOutcome& end, const QString& reason) {
    QStringList lines = end.lastLines;
    if (!lines.isEmpty() && lines.last().endsWith(reason)) lines.removeLast();
    return (QStringList{reason} + lines).join(QLatin1Char('\n'));
}

} // namespace

RunScheduler::RunScheduler(Database& database, QString worker, int cores, QObject* parent)
    : QObject(parent), database_(&database), worker_(std::move(worker)), cores_(std::max(cores, 1)) {}

RunScheduler::~RunScheduler() = default;

std::set<RunId> RunScheduler::waiting() const {
    std::set<RunId> runs;
    for (const Waiting& entry : waiting_) runs.insert(entry.run);
    return runs;
}

std::set<RunId> RunScheduler::training() const {
    std::set<RunId> runs;
    for (const auto& entry : training_) runs.insert(entry.first);
    return runs;
}

bool RunScheduler::isWaiting(RunId run) const {
    return std::ranges::find(waiting_, run, &Waiting::run) != waiting_.end();
}

int RunScheduler::usedThreads() const {
    return std::accumulate(training_.begin(), training_.end(), 0,
                           [](int sum, const auto& entry) { return sum + entry.second.threads; });
}

void RunScheduler::start(RunId run) {
    if (isWaiting(run) || isTraining(run)) return;
    try {
        waiting_.push_back({run, threadsOf(run)});
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
        return;
    }
    emit changed();
    schedule();
}

RunThreads RunScheduler::threadsOf(RunId run) const {
    const RunReader reader(*database_);
    const RunSpec spec = parseRun(reader.specToml(run), "run " + std::to_string(run));
    return threadsFor(spec, threads_, reader.run(run).threads, cores_);
}

void RunScheduler::stop(RunId run) {
    const auto removed = std::erase_if(waiting_, [run](const Waiting& entry) { return entry.run == run; });
    const auto found = training_.find(run);
    if (found != training_.end() && !found->second.process->isInterrupted()) {
        found->second.process->interrupt();
        QTimer::singleShot(kPatience, found->second.process.get(), [this, run] { emit stillRunning(run); });
    }
    if (removed > 0 || found != training_.end()) emit changed();
}

void RunScheduler::stopAll() {
    waiting_.clear();
    std::vector<RunId> all;
    for (const auto& [run, entry] : training_) all.push_back(run);
    for (const RunId run : all) stop(run);
    emit changed();
}

void RunScheduler::kill(RunId run) {
    const auto found = training_.find(run);
    if (found != training_.end()) found->second.process->kill();
}

void RunScheduler::schedule() {
    // From the event loop, so that a worker that cannot be started does not recurse through the whole queue.
    if (scheduled_) return;
    scheduled_ = true;
    QTimer::singleShot(0, this, [this] {
        scheduled_ = false;
        while (!waiting_.empty()) {
            const Waiting next = waiting_.front();
            const int threads = next.threads.among(cores_ - usedThreads(), static_cast<int>(waiting_.size()));
            if (!training_.empty() && usedThreads() + threads > cores_) return;
            waiting_.pop_front();
            launch(next.run, threads);
        }
    });
}

void RunScheduler::launch(RunId run, int threads) {
    auto process = std::make_unique<RunProcess>(run);
    RunProcess& worker = *process;
    connect(&worker, &RunProcess::event, this, &RunScheduler::event);
    // Queued: the end may be told from within start(), and the process is deleted on it.
    connect(
        &worker, &RunProcess::ended, this, [this, run](const WorkerOutcome& end) { onEnded(run, end); },
        Qt::QueuedConnection);
    training_.emplace(run, Training{std::move(process), threads});
    worker.start(worker_, QString::fromStdString(database_->file().string()), threads);
    emit changed();
}

void RunScheduler::onEnded(RunId run, const WorkerOutcome& end) {
    try {
        settle(run, end);
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
    }
    training_.erase(run);
    emit changed();
    schedule();
    if (training_.empty() && waiting_.empty()) emit allEnded();
}

void RunScheduler::settle(RunId run, const WorkerOutcome& outcome) {
    RunStore store(*database_);
    const RunSummary now = RunReader(*database_).run(run);
    if (now.state == RunState::Done) return;
    if (now.state == RunState::Failed && !now.message.empty()) {
        emit runFailed(run, QString::fromStdString(now.message));
        return;
    }
    const bool open = now.state == RunState::Running || now.state == RunState::Queued;
    if (outcome.clean && !open) return;
    if (training_.at(run).process->isInterrupted()) {
        store.settle(run, RunState::Interrupted);
        return;
    }
    const QString reason = outcome.clean ? tr("the worker ended without finishing the run") : outcome.reason;
    // A worker that died before it took up an interrupted run left it so; only an open run can fail.
    if (!open) store.start(run, 0, training_.at(run).threads);
    store.settle(run, RunState::Failed, withLastLines(outcome, reason).toStdString());
    emit runFailed(run, reason);
}

} // namespace lightcl
