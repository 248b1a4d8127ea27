#include "base/process.h"

#include "support/catch.h"
#include "support/idle_process.h"
#include "support/temporary_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a process is known to be alive or gone only where it can be looked at", "[base]") {
    const std::string here = "desk/ab12 boot1 pid:[1]";
    const auto self = ProcessIdentity::of(getpid());
    const auto at = [&](const std::string& place) { return ProcessIdentity{self.pid, self.startTicks, place}; };
    CHECK(lifeOf(self) == ProcessLife::Alive);
    CHECK(lifeOf(at(""), here) == ProcessLife::Alive);
    CHECK(lifeOf(at(here), here) == ProcessLife::Alive);
    CHECK(lifeOf(at("desk/ab12 boot0 pid:[1]"), here) == ProcessLife::Gone);      // before the restart
    CHECK(lifeOf(at("desk/ab12 boot1 pid:[2]"), here) == ProcessLife::Elsewhere); // another container
    CHECK(lifeOf(at("3f2a/- boot1 pid:[2]"), here) == ProcessLife::Elsewhere);
    CHECK(lifeOf(at("rack/cd34 boot2 pid:[1]"), here) == ProcessLife::Elsewhere); // another machine
    CHECK(lifeOf(at("desk/cd34 boot2 pid:[1]"), here) == ProcessLife::Elsewhere); // of the same name
    CHECK(lifeOf({0, 0, here}, here) == ProcessLife::Gone);
    CHECK(lifeOf({self.pid, self.startTicks + 1, here}, here) == ProcessLife::Gone);
    CHECK(at("rack/cd34 boot2 pid:[1]").host() == "rack");
}

TEST_CASE("A file that may grow no more is an error of writing, not the process's end") {
    const TemporaryFolder folder;
    const auto file = (folder / "full").string();
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit limit{1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        outliveFileSizeLimit();
        const std::string text(1000, 'x');
        const int out = ::open(file.c_str(), O_WRONLY | O_CREAT, 0600);
        const bool full = ::write(out, text.data(), text.size()) == 1000;
        ::_exit(full && ::write(out, text.data(), 1) == -1 && errno == EFBIG ? 7 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 7);
}
