// A hidden test case that is a worker process: the tests' worker script starts this program with its tag.
#include "runs/run_event.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unistd.h>

using namespace lightcl;

namespace {

[[noreturn]] void leave(int code) {
    std::cout.flush();
    std::cerr.flush();
    _exit(code);
}

void say(RunEvent event, const std::string& name, const std::string& state = {}) {
    event.event = name;
    event.state = state;
    std::cout << toJsonLine(event) << std::endl;
}

/// Waits for SIGINT and ends the run as the real worker does.
[[noreturn]] void waitForInterrupt(RunStore& store, const RunEvent& event) {
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, nullptr);
    say(event, "progress");
    int number = 0;
    sigwait(&interrupt, &number);
    store.finish(event.run, RunState::Interrupted);
    say(event, "finished", "interrupted");
    leave(130);
}

/// Goes on to its end on SIGUSR1, whether anybody listens or not.
void waitForGo(const RunEvent& event) {
    sigset_t go;
    sigemptyset(&go);
    sigaddset(&go, SIGUSR1);
    sigprocmask(SIG_BLOCK, &go, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    say(event, "progress");
    int number = 0;
    sigwait(&go, &number);
}

void leaveWeights(const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "weights";
}

[[noreturn]] void work(RunStore& store, const RunEvent& event, const std::string& file) {
    say(event, "started");
    const bool pretrains = event.method == "pretraining";
    if (event.method == "lightcl" || (pretrains && event.seed == 14)) waitForInterrupt(store, event);
    if (event.method == "der") waitForGo(event);
    say(event, "epoch");
    if (event.method == "er" || (pretrains && event.seed == 13)) raise(SIGKILL);
    if (pretrains) leaveWeights(checkpointFile(file, event.run));
    if (event.method == "joint") {
        std::cerr << "a library warns\nlightcl-worker: images.gz: cut short\n";
        leave(2);
    }
    std::cout << "a library's words" << std::endl;
    store.finish(event.run, RunState::Done);
    say(event, "finished", "done");
    leave(0);
}

} // namespace

TEST_CASE("worker", "[.worker]") {
    const char* arguments = std::getenv("LIGHTCL_TEST_WORKER");
    REQUIRE(arguments != nullptr);
    std::istringstream words(arguments);
    RunEvent event;
    std::string option;
    std::string file;
    int threads = 0;
    words >> event.run >> option >> file >> option >> threads;
    auto database = Database::openForWriting(file);
    RunStore store(database);
    store.start(event.run, getpid(), threads);
    const auto run = RunReader(database).run(event.run);
    event.name = run.name;
    event.method = run.method;
    event.seed = run.seed;
    event.task = event.epoch = event.tasks = event.epochs = 1;
    event.loss = 0.5;
    event.fraction = 1;
    work(store, event, file);
}
