#include "remote/device_probe.h"

#include "remote/ssh.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

const Device kBoard{"board", "pi@board", "lightcl", 0, 0};

DeviceState readyState() {
    return deviceStateOf("clock=0\narch=" + ownArchitecture() +
                         "\nmemory=1048576\ntool=tar\ntool=sha1sum\nwritable=yes\n"
                         "free=1048576\nfolder=/home/pi/lightcl\nprogram=/home/pi/lightcl/bin/lightcl\nversion=" +
                         ownVersion() + "\n");
}

std::string problemsOf(const DeviceState& state) {
    std::string all;
    for (const std::string& problem : deviceProblems(kBoard, state)) all += problem + "\n";
    return all;
}

} // namespace

TEST_CASE("a device that has everything is ready", "[remote]") {
    const DeviceState state = readyState();
    CHECK(problemsOf(state).empty());
    CHECK(state.memoryBytes == std::int64_t{1} << 30);
    CHECK(state.folder == "/home/pi/lightcl");
    CHECK_NOTHROW(requireReady(kBoard, state));
}

TEST_CASE("what a device lacks is told in words", "[remote]") {
    DeviceState state = readyState();
    state.version = "lightcl 0.0.1";
    CHECK(contains(problemsOf(state), "it has \"lightcl 0.0.1\" and this is \"" + ownVersion() + "\""));
    state = readyState();
    state.program.clear();
    CHECK(contains(problemsOf(state), "lightcl is missing there: `lightcl devices setup board`"));
    state = readyState();
    state.workerComplaint = "lightcl-worker: error while loading shared libraries: libtorch.so: cannot open";
    CHECK(contains(problemsOf(state), "a library is missing there"));
    state = readyState();
    state.freeBytes = 1 << 20;
    CHECK(contains(problemsOf(state), "its disk has 1.0 MiB left"));
    state = readyState();
    state.isWritable = false;
    CHECK(contains(problemsOf(state), "read-only"));
    state = readyState();
    state.folder.clear();
    CHECK(contains(problemsOf(state), "cannot be made or entered there"));
    state = readyState();
    state.clockAhead = -3600;
    CHECK(contains(problemsOf(state), "its clock is 1 h 00 min behind this one's"));
    state = readyState();
    state.architecture = "pdp11";
    state.version.clear();
    state.program.clear();
    CHECK(contains(problemsOf(state), "it is pdp11, and this build is for " + ownArchitecture()));
}

TEST_CASE("ssh's complaints are told by what they mean", "[remote]") {
    CHECK(contains(connectionComplaint(kBoard, "pi@board: Permission denied (publickey,password)."),
                   "`ssh-copy-id pi@board`"));
    CHECK(contains(connectionComplaint(kBoard, "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @; Host key "
                                               "verification failed."),
                   "not the one that is known"));
    CHECK(contains(connectionComplaint(kBoard, "Host key verification failed."), "not known here yet"));
    CHECK(contains(connectionComplaint(kBoard, "ssh: connect to host board port 22: Connection refused"),
                   "no SSH server listens there"));
    CHECK(connectionComplaint(kBoard, "something new") == "device board: cannot be reached: something new");
}

TEST_CASE("ssh never asks and never waits for ever", "[remote]") {
    const auto words = Ssh(kBoard).arguments("echo 'x'");
    const auto has = [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    CHECK(has("BatchMode=yes"));
    CHECK(has("ConnectTimeout=10"));
    REQUIRE(words.size() > 3);
    CHECK(words[words.size() - 3] == "--");
    CHECK(words[words.size() - 2] == "pi@board");
    CHECK(words.back() == "sh -c 'echo '\\''x'\\'''");
}
