#include "running/worker_launch.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <cstdlib>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("A worker is told its run, the database and its threads, and that it shares the cores") {
    const auto command = workerCommand("/bin/worker", {3, 2}, "/data/runs.sqlite");
    CHECK(command.program == "/bin/worker");
    CHECK(command.arguments == std::vector<std::string>{"3", "--db", "/data/runs.sqlite", "--threads", "2"});
    const auto within = workerCommand("/bin/worker", {3, 2, false, 64 << 20}, "/data/runs.sqlite");
    CHECK(within.arguments.back() == "67108864");
    CHECK(within.arguments[within.arguments.size() - 2] == "--budget");
    CHECK(command.environment == ProcessCommand::Variables{{"OMP_WAIT_POLICY", "passive"}});
}

TEST_CASE("What is set already is not added to an environment") {
    const ProcessCommand command{"/bin/true", {}, {{"LIGHTCL_TEST_ADDED", "yes"}, {"PATH", "nowhere"}}};
    CHECK(command.additions() == ProcessCommand::Variables{{"LIGHTCL_TEST_ADDED", "yes"}});
}

TEST_CASE("The training program is the one that was chosen, or that the environment names, if it is there") {
    const TemporaryFolder folder;
    const auto program = folder / "worker";
    const auto message = [&] { return messageOf<Error>([&] { findWorkerProgram(program); }); };
    CHECK(message() == program.string() + ": expected the training program here, found none");
    writeBytes(program, "#!/bin/sh\n");
    CHECK(contains(message(), "found none")); // it cannot be executed
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    CHECK(findWorkerProgram(program) == program);

    const char* before = std::getenv("LIGHTCL_WORKER");
    const std::string kept = before != nullptr ? before : "";
    setenv("LIGHTCL_WORKER", program.c_str(), 1);
    CHECK(findWorkerProgram() == program);
    CHECK(findWorkerProgram("/bin/sh") == "/bin/sh");
    std::filesystem::remove(program);
    CHECK(contains(messageOf<Error>([] { findWorkerProgram(); }), "as $LIGHTCL_WORKER says"));
    before != nullptr ? setenv("LIGHTCL_WORKER", kept.c_str(), 1) : unsetenv("LIGHTCL_WORKER");
}
