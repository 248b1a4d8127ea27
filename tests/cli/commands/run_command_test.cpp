#include "cli/command_fixture.h"
#include "cli/process/worker_process.h"
#include "running/threads.h"
#include "runs/run_event.h"
#include "store/run_reader.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <sstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<RunState> statesIn(const std::string& database) {
    const auto store = Database::openForReading(database);
    std::vector<RunState> states;
    for (const auto& run : RunReader(store).runs()) states.push_back(run.state);
    return states;
}

pid_t workerOf(const TrainingFolder& folder, RunId run) {
    const auto store = Database::openForReading(folder.database());
    return static_cast<pid_t>(RunReader(store).run(run).workerPid);
}

std::size_t linesIn(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// `lightcl` itself, as a child.
ProcessCommand program(std::vector<std::string> arguments) {
    return {(programFolder() / "lightcl").string(), std::move(arguments), {}};
}

/// Reads lines until one is an event of that name; returns it.
RunEvent waitFor(WorkerProcess& process, const std::string& name) {
    while (process.outDescriptor() >= 0) {
        for (const auto& line : process.readOut()) {
            auto event = parseRunEvent(line);
            if (event.event == name) return event;
        }
    }
    FAIL("the output ended before the event " + name);
    return {};
}

std::string finishAndReadErrors(WorkerProcess& process) {
    while (process.outDescriptor() >= 0) process.readOut();
    while (process.errDescriptor() >= 0) process.readErr();
    std::string text;
    for (const auto& line : process.lastWords().lines()) text += line + "\n";
    return text;
}

} // namespace

TEST_CASE("Every cell of the grid is queued and trained") {
    const TrainingFolder folder;
    const auto result = runLightcl({"run", folder.spec({"sgd"}, 3), "--db", folder.database(), "--threads", "1"});
    CHECK(result.code == 0);
    CHECK(statesIn(folder.database()) == std::vector(3, RunState::Done));
    CHECK(contains(result.out, "run 1  sgd seed 0: task 1/1, epoch 1/1, loss 0.5000, 100 %\n"));
    CHECK(contains(result.out, "run 3  sgd seed 2: done in 0.0 s\n"));
    CHECK(contains(result.out, "Stored in " + folder.database()));
    CHECK(contains(result.out, "lightcl report 1 2 3 --db " + folder.database()));
    CHECK(std::none_of(result.out.begin(), result.out.end(), [](char c) { return c == '\x1b' || c == '\r'; }));
}

TEST_CASE("With --json standard output is events and nothing else") {
    const TrainingFolder folder;
    const auto result = runLightcl({"run", folder.spec({"sgd", "er"}), "--db", folder.database(), "--json"});
    CHECK(result.code == 1);
    std::istringstream lines(result.out);
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) names.push_back(parseRunEvent(line).event);
    CHECK(std::count(names.begin(), names.end(), "finished") == 1);
    CHECK(std::count(names.begin(), names.end(), "failed") == 1); // said for the worker that could not
    CHECK(contains(result.err, "a library's words"));
}

TEST_CASE("A worker that dies fails its run alone") {
    const TrainingFolder folder;
    const auto result = runLightcl({"run", folder.spec({"er", "sgd"}), "--db", folder.database()});
    CHECK(result.code == 1);
    CHECK(statesIn(folder.database()) == std::vector{RunState::Failed, RunState::Done});
    CHECK(contains(result.err,
                   "lightcl: run 1 (er, seed 0) failed: the worker was killed (signal 9), often for want of memory\n"));
    const auto store = Database::openForReading(folder.database());
    CHECK(RunReader(store).run(1).message == "the worker was killed (signal 9), often for want of memory");
}

TEST_CASE("A worker's last line on standard error says why it failed") {
    const TrainingFolder folder;
    const auto result = runLightcl({"run", folder.spec({"joint"}), "--db", folder.database()});
    CHECK(result.code == 2); // as the worker said
    CHECK(contains(result.err, "failed: images.gz: cut short\n"));
    const auto store = Database::openForReading(folder.database());
    CHECK(RunReader(store).run(1).message == "images.gz: cut short\na library warns");
}

TEST_CASE("A pretraining is trained first, once, and used again by the next experiment") {
    const TrainingFolder folder;
    const auto spec = folder.spec({"sgd"}, 2, "[pretraining]\nclasses = 5\n");
    const auto result = runLightcl({"run", spec, "--db", folder.database(), "--threads", "1"});
    CHECK(result.code == 0);
    CHECK(statesIn(folder.database()) == std::vector(3, RunState::Done));
    const auto pretrained = result.out.find("run 1  pretraining seed 0: done in 0.0 s\n");
    CHECK(pretrained != std::string::npos);
    CHECK(pretrained < result.out.find("run 2  sgd seed 0"));
    CHECK_FALSE(contains(result.err, "used again"));
    const auto again = runLightcl({"run", spec, "--db", folder.database(), "--threads", "1"});
    CHECK(again.code == 0);
    CHECK(again.err.starts_with("Note: pretraining run 1 was learnt before; its weights are used again\n"));
    CHECK_FALSE(contains(again.out, "pretraining"));
    CHECK(statesIn(folder.database()) == std::vector(5, RunState::Done));
    const auto store = Database::openForReading(folder.database());
    CHECK(RunReader(store).run(1).isPretraining());
    CHECK(RunReader(store).run(5).pretrainingRun == 1);
}

TEST_CASE("A pretraining that dies fails the runs that start from it, with one line each") {
    const TrainingFolder folder;
    const auto spec = folder.spec({"sgd"}, 2, "[pretraining]\nclasses = 5\nseed = 13\n");
    const auto result = runLightcl({"run", spec, "--db", folder.database()});
    CHECK(result.code == 1);
    CHECK(statesIn(folder.database()) == std::vector(3, RunState::Failed));
    CHECK(contains(result.err, "lightcl: run 1 (pretraining, seed 13) failed: the worker was killed (signal 9)"));
    CHECK(contains(result.err,
                   "lightcl: run 3 (sgd, seed 1) does not start: its pretraining, run 1, failed: the worker "
                   "was killed (signal 9), often for want of memory\n"));
    CHECK_FALSE(contains(result.err, "run 2 (sgd, seed 0) failed"));
}

TEST_CASE("A pretraining that is stopped leaves the runs that start from it queued") {
    const TrainingFolder folder;
    const auto spec = folder.spec({"sgd"}, 1, "[pretraining]\nclasses = 5\nseed = 14\n");
    WorkerProcess front(program({"run", spec, "--db", folder.database(), "--json"}));
    waitFor(front, "progress");
    front.signal(SIGINT);
    const auto errors = finishAndReadErrors(front);
    CHECK(front.wait().exitCode == 130);
    CHECK(contains(errors, "lightcl: interrupted; go on with: lightcl resume 1 2 --db " + folder.database() + "\n"));
    CHECK(statesIn(folder.database()) == std::vector{RunState::Interrupted, RunState::Queued});
}

TEST_CASE("--seed and --set override the spec") {
    const TrainingFolder folder;
    const auto result = runLightcl(
        {"run", folder.spec({"sgd"}, 3), "--seed", "7", "--set", "training.epochs=4", "--db", folder.database()});
    CHECK(result.code == 0);
    const auto store = Database::openForReading(folder.database());
    REQUIRE(RunReader(store).runs().size() == 1);
    CHECK(RunReader(store).run(1).seed == 7);
    CHECK(contains(RunReader(store).specToml(1), "epochs = 4"));
}

TEST_CASE("SIGINT stops the running run, starts no other and says how to go on") {
    const TrainingFolder folder;
    WorkerProcess front(
        program({"run", folder.spec({"lightcl", "sgd"}), "--db", folder.database(), "--json", "--threads", "64"}));
    waitFor(front, "progress");
    front.signal(SIGINT);
    const auto errors = finishAndReadErrors(front);
    CHECK(front.wait().exitCode == 130);
    CHECK(contains(errors, "lightcl: interrupted; go on with: lightcl resume 1 2 --db " + folder.database() + "\n"));
    CHECK(statesIn(folder.database()) == std::vector{RunState::Interrupted, RunState::Queued});

    const auto resumed = runLightcl({"resume", "2", "--db", folder.database()});
    CHECK(resumed.code == 0);
    CHECK(statesIn(folder.database())[1] == RunState::Done);
}

TEST_CASE("A worker that is asked to stop by somebody else is an interruption, of pretraining too") {
    const TrainingFolder folder;
    WorkerProcess front(program({"run", folder.spec({"lightcl", "sgd"}), "--db", folder.database(), "--json"}));
    waitFor(front, "progress");
    CHECK(kill(workerOf(folder, 1), SIGINT) == 0);
    const auto errors = finishAndReadErrors(front);
    CHECK(front.wait().exitCode == 130);
    CHECK(contains(errors, "lightcl: interrupted; go on with: lightcl resume 1"));
    CHECK(statesIn(folder.database()) == std::vector{RunState::Interrupted, RunState::Done});

    const auto out = (folder.folder() / "w.pt").string();
    WorkerProcess pretraining(
        program({"pretrain", folder.spec({"lightcl"}), "--out", out, "--db", folder.database(), "--json"}));
    waitFor(pretraining, "progress");
    CHECK(kill(workerOf(folder, 3), SIGINT) == 0);
    finishAndReadErrors(pretraining);
    CHECK(pretraining.wait().exitCode == 130);
    CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("A killed runner's worker trains on to its end, which can be followed") {
    const TrainingFolder folder;
    pid_t worker = 0;
    {
        WorkerProcess front(program({"run", folder.spec({"der"}), "--db", folder.database(), "--json"}));
        waitFor(front, "progress");
        worker = workerOf(folder, 1);
        front.signal(SIGKILL);
        CHECK(front.wait().signal == SIGKILL);
    }
    CHECK(statesIn(folder.database()) == std::vector{RunState::Running});
    const auto refused = runLightcl({"resume", "1", "--db", folder.database()});
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, fmt::format("run 1 is running: expected a queued, interrupted or failed one; process "
                                            "{} trains it: `lightcl follow 1 --db {}` shows",
                                            worker, folder.database())));
    WorkerProcess follower(program({"follow", "1", "--db", folder.database(), "--json"}));
    waitFor(follower, "started");
    CHECK(kill(worker, SIGUSR1) == 0);
    CHECK(waitFor(follower, "finished").state == "done");
    finishAndReadErrors(follower);
    CHECK(follower.wait().exitCode == 0);
    CHECK(statesIn(folder.database()) == std::vector{RunState::Done});
}

TEST_CASE("A run that another program trains can be stopped") {
    const TrainingFolder folder;
    WorkerProcess front(
        program({"run", folder.spec({"lightcl"}, 2), "--db", folder.database(), "--json", "--threads", "64"}));
    waitFor(front, "progress");
    const auto queued = runLightcl({"stop", "1", "2", "--db", folder.database()});
    CHECK(queued.code == 2);
    CHECK(contains(queued.err, "run 2 is queued: expected a running one"));
    CHECK(runLightcl({"follow", "2", "--db", folder.database()}).code == 2);
    const auto stopped = runLightcl({"stop", "1", "--db", folder.database()});
    CHECK(stopped.code == 0);
    CHECK(contains(stopped.out, "run 1  lightcl seed 0: interrupted after"));
    waitFor(front, "progress"); // it has gone on to the second run
    CHECK(statesIn(folder.database()) == std::vector{RunState::Interrupted, RunState::Running});
    CHECK(contains(runLightcl({"stop", "2", "--db", folder.database()}).out, "interrupted after"));
    finishAndReadErrors(front);
}

TEST_CASE("Ctrl-C ends the showing, not the run") {
    const TrainingFolder folder;
    WorkerProcess front(program({"run", folder.spec({"lightcl"}), "--db", folder.database(), "--json"}));
    waitFor(front, "progress");
    WorkerProcess follower(program({"follow", "1", "--db", folder.database(), "--json"}));
    waitFor(follower, "started");
    follower.signal(SIGINT);
    finishAndReadErrors(follower);
    CHECK(follower.wait().exitCode == 130);
    CHECK(statesIn(folder.database()) == std::vector{RunState::Running});
    front.signal(SIGINT);
    finishAndReadErrors(front);
}

TEST_CASE("Runs of two programs share the cores") {
    const TrainingFolder folder;
    const auto threads = std::to_string(usableCores());
    WorkerProcess first(
        program({"run", folder.spec({"der"}), "--db", folder.database(), "--json", "--threads", threads}));
    waitFor(first, "progress");
    WorkerProcess second(program({"run", folder.spec({"sgd"}), "--db", folder.database(), "--threads", "1"}));
    while (second.lastWords().lines().empty()) second.readErr();
    CHECK(second.lastWords().lines().front() ==
          fmt::format("lightcl: waiting for cores: of {0}, other programs' workers keep {0} busy", threads));
    CHECK(statesIn(folder.database()) == std::vector{RunState::Running, RunState::Queued});
    CHECK(kill(workerOf(folder, 1), SIGUSR1) == 0);
    finishAndReadErrors(first);
    finishAndReadErrors(second);
    CHECK(statesIn(folder.database()) == std::vector{RunState::Done, RunState::Done});
}

TEST_CASE("A worker's idle threads sleep, unless the user wants it otherwise") {
    const TrainingFolder folder;
    const auto worker = folder.folder() / "worker";
    writeBytes(worker, "#!/bin/sh\necho \"lightcl-worker: policy $OMP_WAIT_POLICY\" >&2\nexit 1\n");
    const auto policy = [&] { return runLightcl({"run", folder.spec({"sgd"}), "--db", folder.database()}).err; };
    const char* before = std::getenv("OMP_WAIT_POLICY");
    const std::string kept = before != nullptr ? before : "";
    unsetenv("OMP_WAIT_POLICY");
    CHECK(contains(policy(), "failed: policy passive\n"));
    setenv("OMP_WAIT_POLICY", "active", 1);
    CHECK(contains(policy(), "failed: policy active\n"));
    before != nullptr ? setenv("OMP_WAIT_POLICY", kept.c_str(), 1) : unsetenv("OMP_WAIT_POLICY");
}

TEST_CASE("What cannot be run is one line and exit code 2, and queues nothing") {
    const TrainingFolder folder;
    const auto spec = folder.spec({"sgd"});
    const auto refuses = [&](const std::vector<std::string>& arguments, const std::string& words) {
        const auto result = runLightcl(arguments);
        CAPTURE(result.err);
        CHECK(result.code == 2);
        CHECK(result.out.empty());
        CHECK(linesIn(result.err) == 1);
        CHECK(contains(result.err, words));
    };
    refuses({"run", (folder.folder() / "none.toml").string(), "--db", folder.database()}, "none.toml");
    refuses({"run", spec, "--set", "training.epochs=zero", "--db", folder.database()}, "training.epochs");
    refuses({"run", spec, "--seed", "99999999999999999999", "--db", folder.database()}, "--seed: expected an integer");
    refuses({"run", spec, "--set", "epochs", "--db", folder.database()}, "epochs");
    refuses({"run", spec, "--set", "scenario.data_path=/nowhere", "--db", folder.database()},
            "/nowhere has none of its files");
    CHECK_FALSE(std::filesystem::exists(folder.database()));
    refuses({"run", spec, "--db", spec}, "spec.toml: not an SQLite database");
    refuses({"run", spec, "--db", "/nowhere/runs.sqlite"}, "/nowhere/runs.sqlite");
}

TEST_CASE("Only runs that can go on are resumed") {
    const TrainingFolder folder;
    CHECK(runLightcl({"run", folder.spec({"sgd"}), "--db", folder.database()}).code == 0);
    const auto done = runLightcl({"resume", "1", "--db", folder.database()});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "run 1 is done: expected a queued, interrupted or failed one"));
    CHECK(runLightcl({"resume", "9", "--db", folder.database()}).code == 2);
    const auto missing = runLightcl({"resume", "1", "--db", (folder.folder() / "other.sqlite").string()});
    CHECK(missing.code == 2);
    CHECK_FALSE(std::filesystem::exists(folder.folder() / "other.sqlite"));
}

TEST_CASE("A worker that is not there is said once") {
    const TrainingFolder folder;
    setenv("LIGHTCL_WORKER", "/nowhere/lightcl-worker", 1);
    const auto result = runLightcl({"run", folder.spec({"sgd"}), "--db", folder.database()});
    CHECK(result.code == 1);
    CHECK(contains(result.err, "/nowhere/lightcl-worker: expected the training program here, as $LIGHTCL_WORKER says"));
    CHECK_FALSE(std::filesystem::exists(folder.database()));
}
