#include "running/store_workers.h"

#include "base/error.h"
#include "base/process.h"
#include "store/run_store.h"

#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <string>

namespace lightcl {

namespace {

/// A process id is given anew some day. Its start time tells who it is; where the system did not tell that, the
/// program's name must do.
bool isWorker(const RunWorker& worker) {
    const ProcessLife life = lifeOf(worker.process);
    if (life != ProcessLife::Alive) return life == ProcessLife::Elsewhere;
    if (worker.process.startTicks != 0) return true;
    std::string name;
    std::ifstream file(fmt::format("/proc/{}/comm", worker.process.pid));
    std::getline(file, name);
    return name == "lightcl-worker";
}

} // namespace

std::vector<RunWorker> liveWorkers(const Database& database) {
    auto workers = RunReader(database).workers();
    std::erase_if(workers, [](const auto& worker) { return !isWorker(worker); });
    return workers;
}

std::optional<RunWorker> liveWorker(const Database& database, RunId run) {
    for (const auto& worker : RunReader(database).workers())
        if (worker.run == run && isWorker(worker)) return worker;
    return std::nullopt;
}

bool stopWorker(const Database& database, RunId run) {
    const auto worker = liveWorker(database, run);
    if (!worker || lifeOf(worker->process) != ProcessLife::Alive) return false;
    const auto pid = static_cast<pid_t>(worker->process.pid);
    if (kill(pid, SIGINT) != 0) return false;
    kill(pid, SIGCONT); // one that was suspended with its starter would never see it
    return true;
}

void recoverAbandoned(const std::filesystem::path& file) {
    try {
        auto database = Database::openForWriting(file);
        RunStore(database).recoverAbandoned();
    } catch (const Error&) {
        return;
    }
}

int CoresElsewhere::count(const std::set<RunId>& ours, Clock::time_point now) {
    constexpr std::chrono::milliseconds pause(500);
    constexpr std::chrono::seconds linger(2);
    if (lookedAt_ && now - *lookedAt_ < pause) return busy_;
    lookedAt_ = now;
    int threads = 0;
    for (const auto& worker : liveWorkers(*database_))
        if (!ours.contains(worker.run) && lifeOf(worker.process) == ProcessLife::Alive) threads += worker.threads;
    if (threads >= busy_ || now - busyAt_ >= linger) {
        busy_ = threads;
        busyAt_ = now;
    }
    return busy_;
}

} // namespace lightcl
