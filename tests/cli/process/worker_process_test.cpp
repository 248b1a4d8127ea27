#include "base/error.h"
#include "cli/process/worker_process.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <cerrno>
#include <csignal>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

ProcessCommand shell(const std::string& script) {
    return {"/bin/sh", {"-c", script}, {{"LIGHTCL_TEST_ADDED", "yes"}, {"PATH", "nowhere"}}};
}

std::vector<std::string> allLines(WorkerProcess& process) {
    std::vector<std::string> lines;
    while (process.outDescriptor() >= 0)
        for (auto& line : process.readOut()) lines.push_back(std::move(line));
    while (process.errDescriptor() >= 0) process.readErr();
    return lines;
}

} // namespace

TEST_CASE("A child's output is read by lines, its end tells how it ended") {
    WorkerProcess process(shell("echo one; echo two; printf rest; echo wrong >&2; exit 3"));
    CHECK(allLines(process) == std::vector<std::string>{"one", "two", "rest"});
    CHECK(process.hasEnded());
    CHECK(process.wait().exitCode == 3);
    CHECK(process.lastWords().lines() == std::deque<std::string>{"wrong"});
}

TEST_CASE("A variable that is set already keeps its value") {
    WorkerProcess process(shell("echo $LIGHTCL_TEST_ADDED $PATH"));
    CHECK(allLines(process) == std::vector<std::string>{std::string("yes ") + std::getenv("PATH")});
}

TEST_CASE("The signal that ended a child is known") {
    WorkerProcess process(shell("kill -9 $$"));
    allLines(process);
    CHECK(process.wait().signal == SIGKILL);
}

TEST_CASE("A child does not die of a Ctrl-C at our terminal") {
    WorkerProcess process(shell("read line; exit 0"));
    CHECK(getpgid(process.pid()) == process.pid());
    allLines(process);
}

TEST_CASE("A program that cannot be started is named") {
    CHECK(contains(messageOf<Error>([] {
                       WorkerProcess({"/nowhere/worker", {}, {}});
                   }),
                   "/nowhere/worker: cannot be started"));
}

TEST_CASE("A child ends with its object") {
    pid_t pid = 0;
    {
        WorkerProcess process(shell("echo started; exec sleep 1000"));
        pid = process.pid();
        CHECK(process.readOut() == std::vector<std::string>{"started"});
    }
    CHECK(kill(pid, 0) == -1);
    CHECK(errno == ESRCH);
}
