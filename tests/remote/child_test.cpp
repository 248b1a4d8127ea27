#include "remote/child.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("programs in a row get input and give output", "[remote]") {
    const auto end =
        runChildren({{"tr", "a", "b"}, {"sh", "-c", "cat; echo no >&2; echo; echo last >&2"}}, {.input = "banana"});
    CHECK(end.succeeded());
    CHECK(end.out == "bbnbnb\n");
    CHECK(end.words() == "no; last");
    CHECK(end.lastWords() == "last");
}

TEST_CASE("a program that fails or is not there is told", "[remote]") {
    CHECK(runChildren({{"sh", "-c", "exit 3"}}).exitCode == 3);
    const auto first = runChildren({{"sh", "-c", "exit 4"}, {"true"}});
    CHECK(first.exitCode == 0);
    CHECK(first.firstFailure == 4);
    CHECK(!first.succeeded());
    CHECK(runChildren({{"no-such-program-of-ours"}}).missing == "no-such-program-of-ours");
    CHECK(runChildren({{"sh", "-c", "kill -9 $$"}}).exitCode == 128 + 9);
}

TEST_CASE("what a program leaves running is not waited for", "[remote]") {
    const auto end = runChildren({{"sh", "-c", "echo said; sleep 60 & echo $!"}});
    CHECK(end.out.starts_with("said\n"));
    CHECK(runChildren({{"kill", end.out.substr(5, end.out.size() - 6)}}).succeeded());
}

TEST_CASE("files are read from a byte on and written", "[remote]") {
    const TemporaryFolder folder;
    writeBytes(folder / "in", "0123456789");
    const auto end = runChildren({{"cat"}}, {.inputFile = folder / "in", .inputFrom = 4, .outputFile = folder / "out"});
    CHECK(end.succeeded());
    CHECK(readBytes(folder / "out") == "456789");
}
