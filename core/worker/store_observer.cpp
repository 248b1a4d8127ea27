#include "worker/store_observer.h"

#include <cstdio>

namespace lightcl {

namespace {

constexpr std::chrono::seconds kStoreProgressEvery{1};

template <typename Row>
void addAll(RunWriter& writer, const std::vector<Row>& rows) {
    for (const Row& row : rows) writer.add(row);
}

} // namespace

StoreObserver::StoreObserver(Database& database, const RunSummary& run, int tasks, int epochs, StopSignal& stop)
    : writer_(database, run.id), run_(run), tasks_(tasks), epochs_(epochs), stop_(&stop) {}

void StoreObserver::rows(const std::vector<AccuracyRow>& rows) {
    addAll(writer_, rows);
}

void StoreObserver::rows(const std::vector<LayerMetricRow>& rows) {
    addAll(writer_, rows);
}

void StoreObserver::rows(const std::vector<MemoryRow>& rows) {
    addAll(writer_, rows);
}

void StoreObserver::rows(const std::vector<StepMomentRow>& rows) {
    addAll(writer_, rows);
    writer_.flush(); // to be seen before the epoch ends, which may take hours
}

void StoreObserver::rows(const std::vector<PhaseTimeRow>& rows) {
    addAll(writer_, rows);
}

void StoreObserver::row(const LossRow& row) {
    writer_.add(row);
}

void StoreObserver::totals(double seconds, double trainingFlops, std::int64_t peakRssBytes) {
    writer_.totals(seconds, trainingFlops, peakRssBytes);
}

void StoreObserver::epochStored() {
    writer_.flush();
}

void StoreObserver::progress(const RunProgress& progress) {
    RunEvent said = event("progress");
    said.task = progress.position.task;
    said.epoch = progress.position.epoch;
    said.step = progress.step;
    said.steps = progress.steps;
    said.fraction = progress.fraction;
    said.loss = progress.loss;
    said.remainingSeconds = progress.remainingSeconds;
    said.classIl = lastEpoch_.classIl;
    said.taskIl = lastEpoch_.taskIl;
    say(said);
    const auto now = std::chrono::steady_clock::now();
    if (now - lastStored_ < kStoreProgressEvery) return;
    lastStored_ = now;
    writer_.progress(progress);
}

void StoreObserver::epochFinished(const RunEvent& figures) {
    lastEpoch_ = figures;
    lastEpoch_.event = "epoch";
    lastEpoch_.run = run_.id;
    lastEpoch_.name = run_.name;
    lastEpoch_.method = run_.method;
    lastEpoch_.seed = run_.seed;
    say(lastEpoch_);
}

RunEvent StoreObserver::event(const std::string& kind) const {
    RunEvent said;
    said.event = kind;
    said.run = run_.id;
    said.name = run_.name;
    said.method = run_.method;
    said.seed = run_.seed;
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
