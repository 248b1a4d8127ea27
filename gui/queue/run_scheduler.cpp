#include "queue/run_scheduler.h"

#include "base/error.h"
#include "cost/thread_advice.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <QTimer>
#include <algorithm>
#include <chrono>
#include <numeric>

namespace lightcl {

namespace {

constexpr std::chrono::seconds kPatience(10);

QString withLastLines(const WorkerEnd& end, const QString& reason) {
    return end.lastLines.isEmpty() ? reason : reason + QLatin1Char('\n') + end.lastLines.join(QLatin1Char('\n'));
}

} // namespace

RunScheduler::RunScheduler(Database& database, QString worker, int cores, QObject* parent)
    : QObject(parent), database_(&database), worker_(std::move(worker)), cores_(std::max(cores, 1)) {}

RunScheduler::~RunScheduler() = default;

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
        const RunSpec spec = parseRun(RunReader(*database_).specToml(run), "run " + std::to_string(run));
        waiting_.push_back({run, std::clamp(suggestedThreads(spec, cores_), 1, cores_)});
    } catch (const Error& problem) {
        emit error(QString::fromUtf8(problem.what()));
        return;
    }
    emit changed();
    schedule();
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
        while (!waiting_.empty() && (training_.empty() || usedThreads() + waiting_.front().threads <= cores_)) {
            const Waiting next = waiting_.front();
            waiting_.pop_front();
            launch(next);
        }
    });
}

void RunScheduler::launch(const Waiting& next) {
    auto process = std::make_unique<RunProcess>(next.run);
    RunProcess& worker = *process;
    connect(&worker, &RunProcess::event, this, &RunScheduler::event);
    // Queued: the end may be told from within start(), and the process is deleted on it.
    connect(
        &worker, &RunProcess::ended, this, [this, run = next.run](const WorkerEnd& end) { onEnded(run, end); },
        Qt::QueuedConnection);
    training_.emplace(next.run, Training{std::move(process), next.threads});
    worker.start(worker_, QString::fromStdString(database_->file().string()), next.threads);
    emit changed();
}

void RunScheduler::onEnded(RunId run, const WorkerEnd& end) {
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

void RunScheduler::settle(RunId run, const WorkerEnd& end) {
    RunStore store(*database_);
    const RunSummary now = RunReader(*database_).run(run);
    const bool ran = now.state == RunState::Running;
    if (end.clean && !ran) return;
    if (now.state == RunState::Done) return;
    if (now.state == RunState::Failed && !now.message.empty()) {
        emit runFailed(run, QString::fromStdString(now.message));
        return;
    }
    const QString reason = end.clean ? tr("the worker ended without finishing the run") : end.reason;
    // A worker that died before it began left the run as it was; only a running one can fail.
    if (!ran) store.start(run, 0, 1);
    store.finish(run, RunState::Failed, withLastLines(end, reason).toStdString());
    emit runFailed(run, reason);
}

} // namespace lightcl
