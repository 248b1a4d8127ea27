#include "worker/store_observer.h"

#include "store/run_files.h"

#include <cstdio>
#include <utility>

namespace lightcl {

namespace {

constexpr std::chrono::seconds kStoreProgressEvery{1};

} // namespace

StoreObserver::StoreObserver(Database& database, const RunSummary& run, int tasks, int epochs, bool keeps,
                             StopSignal& stop)
    : database_(&database), writer_(database, run.id), run_(run), tasks_(tasks), epochs_(epochs), keeps_(keeps),
      stop_(&stop) {}

void StoreObserver::rows(std::vector<RunRow> rows) {
    // A step is to be seen before the epoch ends, which may take hours.
    const bool isStep = !rows.empty() && std::holds_alternative<StepMomentRow>(rows.front());
    for (RunRow& row : rows) writer_.add(std::move(row));
    if (isStep) writer_.flush();
}

void StoreObserver::stage(const std::string& what) {
    RunEvent said = event("stage");
    said.message = what;
    say(said);
}

void StoreObserver::totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) {
    writer_.totals(seconds, trainingFlops, peakRssBytes);
}

void StoreObserver::epochStored() {
    database_->requireInPlace();
    writer_.flush();
}

void StoreObserver::taskStored(int task) {
    if (keeps_) keepCheckpoint(checkpointFile(database_->file(), run_.id), database_->file(), run_.id, task);
}

void StoreObserver::progress(const RunProgress& progress) {
    RunEvent said = event("progress");
    said.task = progress.position.task;
    said.epoch = progress.position.epoch;
    said.step = progress.step;
    said.steps = progress.steps;
    if (progress.epochs > 0) said.epochs = progress.epochs;
    said.fraction = progress.fraction;
    said.loss = progress.loss;
    said.remainingSeconds = progress.remainingSeconds;
    said.classIl = lastEpoch_.classIl;
    said.taskIl = lastEpoch_.taskIl;
    say(said);
    const auto now = std::chrono::steady_clock::now();
    const bool isEnd = progress.fraction >= 1;
    if (!isEnd && now - lastStored_ < kStoreProgressEvery) return;
    lastStored_ = now;
    writer_.progress(progress);
}

void StoreObserver::epochFinished(const RunEvent& figures) {
    lastEpoch_ = RunEvent::of(run_, "epoch", figures);
    say(lastEpoch_);
}

RunEvent StoreObserver::event(const std::string& kind) const {
    RunEvent said = RunEvent::of(run_, kind);
    said.tasks = tasks_;
    said.epochs = epochs_;
    return said;
}

void StoreObserver::say(const RunEvent& event) {
    const std::string line = toJsonLine(event) + '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

} // namespace lightcl
