#include "arguments/app_help.h"
#include "arguments/worker_arguments.h"
#include "base/error.h"
#include "base/process.h"
#include "engine/trainer.h"
#include "libtorch/torch.h"
#include "networks/pretrained_weights.h"
#include "profiling/process_floor.h"
#include "profiling/tensor_memory.h"
#include "running/branching.h"
#include "running/own_environment.h"
#include "running/pretraining_wait.h"
#include "running/resumption.h"
#include "runs/exit_code.h"
#include "spec/method_network.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "worker/budget.h"
#include "worker/lost_mapping.h"
#include "worker/on_device.h"
#include "worker/store_observer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <optional>
#include <unistd.h>

namespace {

using namespace lightcl;

/// A starter that went away is no reason to stop, so errors of writing are none.
void complain(const std::string& message) {
    const std::string line = "lightcl-worker: " + message + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

/// Whoever started the worker may die, and its terminal with it; the run goes on to its end.
void outliveStarter() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    outliveFileSizeLimit();
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw InputError(
            fmt::format("{}: cannot make this folder for checkpoints: {}", folder.string(), error.message()));
}

/// A database that was deleted may have left its checkpoints behind, and a new one counts its runs from 1 again. A
/// run's own checkpoint follows the rows of its epoch.
void dropForeignCheckpoint(const Database& database, RunId run, const std::filesystem::path& checkpoint) {
    const auto rows = RunReader(database).accuracies(run);
    const auto trained = [](const AccuracyRow& row) { return row.trainedTask > 0; };
    if (std::any_of(rows.begin(), rows.end(), trained)) return;
    std::filesystem::remove(checkpoint);
    removeKeptCheckpoints(database.file(), run);
}

/// What is done before there is a trainer to say it.
void sayStage(const RunSummary& run, const std::string& what) {
    RunEvent stage = RunEvent::of(run, "stage");
    stage.message = what;
    StoreObserver::say(stage);
}

void tellLeftOut(const StoreObserver& observer, std::int64_t images) {
    RunEvent notice = observer.event("notice");
    notice.message = fmt::format("{} images that cannot be read are left out", images);
    StoreObserver::say(notice);
    complain(notice.message);
}

/// Checked anew: an image folder may have changed since the run was queued.
RunSpec checkedRun(const Database& database, RunId run) {
    const std::string toml = RunReader(database).specToml(run);
    const std::string source = fmt::format("run {}", run);
    static_cast<void>(parseExperiment(toml, source));
    return parseRun(toml, source);
}

/// Which of the pretrained weights the network starts from, if the spec names any.
void sayStartingWeights(const RunSpec& spec, const StoreObserver& observer) {
    const std::string& file = spec.network.text("weights");
    if (file.empty() || !spec.pretraining.empty()) return;
    RunEvent notice = observer.event("notice");
    notice.message = fmt::format("{}: {}", file, pretrainedSummary(fullNetworkOf(spec), file));
    StoreObserver::say(notice);
}

/// Which classes the tasks bring, where nobody wrote it down.
void sayClassOrder(const RunSpec& spec, const StoreObserver& observer) {
    if (!drawsClassOrder(spec.scenario)) return;
    RunEvent notice = observer.event("notice");
    notice.message = fmt::format("the classes come in the order {}", toText(Value{scenarioSettings(spec).classOrder}));
    StoreObserver::say(notice);
}

/// A run goes on where it stood, or from the start when that is asked for; never from the start unasked.
void requireCheckpoint(Database& database, RunStore& store, RunId run, bool fromStart) {
    if (fromStart) {
        if (const auto branch = RunReader(database).branch(run)) return restartBranch(database, run, *branch);
        removeRunFiles(database.file(), run);
        return store.rewind(run, {});
    }
    removeUnfinishedFiles(database.file(), run);
    const auto obstacle = obstacleToGoingOn(database, run);
    if (!obstacle.empty()) throw InputError(fmt::format("{}; {}", obstacle, adviceToStartAnew(run)));
    dropForeignCheckpoint(database, run, checkpointFile(database.file(), run));
}

std::optional<BranchPoint> branchPoint(const Database& database, RunId run) {
    const auto branch = RunReader(database).branch(run);
    return branch ? std::optional(BranchPoint{branch->task, branch->sameMethod}) : std::nullopt;
}

ExitCode train(const RunSummary& summary, Database& database, RunStore& store, StopSignal& stop,
               const WorkerArguments& arguments) {
    const RunSpec spec = checkedRun(database, summary.id);
    const ScenarioSettings scenario = scenarioSettings(spec);
    const std::filesystem::path checkpoint = checkpointFile(database.file(), summary.id);
    makeFolder(checkpoint.parent_path());
    requireCheckpoint(database, store, summary.id, arguments.fromStart);

    store.recordEnvironment(summary.id, ownEnvironment(TORCH_VERSION));

    sayStage(summary, "reading " + scenario.dataset);
    Dataset dataset = loadDataset(*catalog().dataset(scenario.dataset), scenario);
    store.recordDataDigest(summary.id, dataset.digest);
    const auto epochs = static_cast<int>(trainingSettings(spec.training).epochs);
    StoreObserver observer(database, summary, static_cast<int>(scenario.tasks), epochs,
                           measuringSettings(spec.measuring).keepCheckpoints, stop);
    observer.say(observer.event("started"));
    if (dataset.leftOut > 0) tellLeftOut(observer, dataset.leftOut);
    sayStartingWeights(spec, observer);
    sayClassOrder(spec, observer);
    const DeviceSettings device =
        deviceSettings({.name = arguments.device, .sysfs = arguments.sysfs}, arguments.budget, spec, dataset, observer);
    sayStage(summary, "building the network");
    const auto pretraining =
        spec.pretraining.empty() ? std::filesystem::path() : pretrainedWeights(database, summary.id);
    Trainer trainer(spec, dataset, observer, checkpoint, branchPoint(database, summary.id), pretraining, device);
    store.rewind(summary.id, trainer.restore());
    store.recordNormalisation(summary.id, toText(trainer.normalisation()));
    const bool done = trainsToTheEnd(trainer, spec);

    store.finish(summary.id, done ? RunState::Done : RunState::Interrupted);
    RunEvent closing = observer.event("finished");
    closing.classIl = observer.lastEpoch().classIl;
    closing.taskIl = observer.lastEpoch().taskIl;
    closing.seconds = trainer.seconds();
    closing.measuringShare = trainer.measuringShare();
    closing.state = done ? "done" : "interrupted";
    observer.say(closing);
    return done ? kExitDone : kExitInterrupted;
}

/// Records the failure where people look for it: the store, standard output, standard error.
ExitCode fail(const RunSummary& summary, RunStore& store, const std::string& message, ExitCode code) {
    try {
        store.finish(summary.id, RunState::Failed, message);
    } catch (const Error& error) {
        complain(error.what());
    }
    RunEvent event = RunEvent::of(summary, "failed");
    event.message = message;
    StoreObserver::say(event);
    complain(message);
    return code;
}

void tellWaiting(const WorkerArguments& arguments, const std::string& notice) {
    RunEvent event;
    event.event = "notice";
    event.run = arguments.run;
    event.message = fmt::format("{}: {}", arguments.database, notice);
    StoreObserver::say(event);
}

void prepareLibTorch(int threads) {
    poolTensorMemory();
    at::set_num_threads(threads);
    at::set_num_interop_threads(1);
}

ExitCode tellFloor(int threads, bool convolutions) {
    prepareLibTorch(threads);
    fmt::print("{}\n", processFloor(convolutions));
    return kExitDone;
}

ExitCode work(const WorkerArguments& arguments) {
    StopSignal stop;
    outliveStarter();
    failOnLostMappings();
    prepareLibTorch(arguments.threads);
    // In a run of hours, a backup that locks the file for minutes is nothing to fail for.
    Database database = Database::openPatiently(
        arguments.database, {kLongPatience, [&](const std::string& notice) { tellWaiting(arguments, notice); }});
    RunStore store(database);
    store.start(arguments.run, getpid(), arguments.threads);
    const RunSummary summary = RunReader(database).run(arguments.run);
    try {
        return train(summary, database, store, stop, arguments);
    } catch (const InputError& error) {
        return fail(summary, store, error.what(), kExitBadInput);
    } catch (const std::bad_alloc&) {
        return fail(summary, store, "out of memory", kExitFailed);
    } catch (const c10::Error& error) {
        return fail(summary, store, fmt::format("LibTorch: {}", error.what_without_backtrace()), kExitFailed);
    } catch (const std::exception& error) {
        return fail(summary, store, error.what(), kExitFailed);
    }
}

} // namespace

int main(int argc, char** argv) {
    WorkerArguments arguments;
    CLI::App app("Trains one run of a workbench database; the runner and the window start it.", "lightcl-worker");
    addWorkerOptions(app, arguments);
    lightcl::addHelpForms(app);
    try {
        app.parse(argc, argv);
        requireRun(arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kExitDone : kExitBadInput;
    }
    if (arguments.budget > 0) enterOwnScope(argv);
    try {
        if (arguments.floor) return tellFloor(arguments.threads, arguments.convolutions);
        return work(arguments);
    } catch (const InputError& error) {
        complain(error.what());
        return kExitBadInput;
    } catch (const std::exception& error) {
        complain(error.what());
        return kExitFailed;
    }
}
