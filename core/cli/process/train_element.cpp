#include "cli/process/train_element.h"

#include "base/error.h"
#include "base/process.h"
#include "base/scratch_folder.h"
#include "base/user_folders.h"
#include "base/uuid.h"
#include "cli/process/publishing_display.h"
#include "cli/process/signal_watch.h"
#include "cli/process/training_session.h"
#include "cluster/element_folder.h"
#include "cluster/slurm.h"
#include "running/resumption.h"
#include "running/store_workers.h"
#include "running/worker_launch.h"
#include "runs/exit_code.h"
#include "store/run_files.h"
#include "store/run_identities.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <ostream>
#include <thread>
#include <unistd.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// The node's own disk.
fs::path nodeDisk() {
    const fs::path given = environmentPath("TMPDIR");
    return given.is_absolute() ? given : fs::path("/tmp");
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// "45_7", as scontrol takes it; empty outside an array job.
std::string slurmTask() {
    const std::string job = variable("SLURM_ARRAY_JOB_ID");
    const std::string index = variable("SLURM_ARRAY_TASK_ID");
    return job.empty() || index.empty() ? std::string() : job + "_" + index;
}

/// A worker of an earlier start on this node that its starter's end has left: it trains a copy that nobody gets.
void endLeftWorker(const RunWorker& worker) {
    if (lifeOf(worker.process) != ProcessLife::Alive) return;
    ::kill(static_cast<pid_t>(worker.process.pid), SIGKILL);
    for (int i = 0; i < 100 && lifeOf(worker.process) == ProcessLife::Alive; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

/// The pretraining as its own element left it, where it has ended.
void takePretraining(const Submission& submission, const fs::path& folder, const fs::path& database) {
    if (submission.pretraining.empty()) return;
    const auto source = ElementFolder(folder, 0).latest();
    if (!source) return;
    MergeOptions options;
    options.growing = true;
    mergeDatabases(database, {*source}, options);
}

/// What is left to be trained; what cannot go on where it stood begins anew, and ends with the same bits.
std::vector<RunId> runsToTrain(Database& database, std::ostream& errors) {
    RunStore store(database);
    for (const RunWorker& worker : liveWorkers(database)) endLeftWorker(worker);
    store.recoverAbandoned();
    std::vector<RunId> runs;
    for (const RunIdentity& run : runIdentities(database)) {
        if (run.state == RunState::Done) continue;
        store.takeOver(run.id);
        if (const std::string obstacle = obstacleToGoingOn(database, run.id); !obstacle.empty()) {
            errors << fmt::format("lightcl: run {} begins anew: {}\n", run.id, obstacle);
            removeRunFiles(database.file(), run.id);
            store.rewind(run.id, {});
        }
        runs.push_back(run.id);
    }
    return runs;
}

std::size_t storedEpochs(const Database& database) {
    std::size_t epochs = 0;
    for (const RunIdentity& run : runIdentities(database))
        epochs += RunReader(database).trainedPositions(run.id).size();
    return epochs;
}

RunQueue elementQueue(const Database& database, const std::vector<RunId>& runs, const Submission& submission) {
    RunQueue queue(submission.cores);
    for (const RunId run : runs)
        queue.add(waitingRun(database, run, {.threads = submission.threads}, submission.cores));
    return queue;
}

/// Puts the element back into the queue, unless that leads to nothing.
void requeue(bool hasAdvanced, std::ostream& errors) {
    const std::string task = slurmTask();
    if (task.empty()) return;
    constexpr int mostInVain = 3;
    const std::string restarts = variable("SLURM_RESTART_COUNT");
    if (!hasAdvanced && std::atoi(restarts.c_str()) >= mostInVain)
        throw Error("no epoch ended within the time limit, again: expected more time (`lightcl submit --again --time`) "
                    "or shorter epochs");
    errors << fmt::format("lightcl: time is up; {} goes back into the queue", task) << std::endl;
    requeueInSlurm(task);
}

} // namespace

int trainElement(const fs::path& folder, int number, const Console& console) {
    // From the first moment to the last: what asks to stop waits until the runs train, and breaks no copying.
    const SignalWatch held;
    const Submission submission = readManifest(folder);
    if (number < 0 || number >= static_cast<int>(submission.elements.size()))
        throw InputError(fmt::format("{}: expected an element from 0 to {}, got {}", folder.string(),
                                     static_cast<int>(submission.elements.size()) - 1, number));
    const ElementFolder element(folder, number);
    const std::string owner = fmt::format("{} {} {}", slurmTask(), ::getpid(), randomUuid());
    element.claim(owner);
    const ScratchFolder node(nodeDisk()); // gone with this process unless it is killed
    if (!element.restore(node / "runs.sqlite"))
        queueElement(submission, submission.elements[static_cast<std::size_t>(number)], node / "runs.sqlite");
    if (number > 0) takePretraining(submission, folder, node / "runs.sqlite");
    auto database = Database::openForWriting(node / "runs.sqlite");
    const auto runs = runsToTrain(database, console.err);
    const std::size_t before = storedEpochs(database);
    PublishingDisplay display(makeRunDisplay(console, false), element, owner, node / "runs.sqlite", console.err);
    TrainingSession session(database, display, console.err, findWorkerProgram());
    const int code = session.train(elementQueue(database, runs, submission));
    const bool isLeft = display.publish();
    if (session.stopSignal() == SIGUSR1) requeue(storedEpochs(database) > before, console.err);
    return isLeft ? code : kExitFailed;
}

} // namespace lightcl
