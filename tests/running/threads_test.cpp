#include "running/threads.h"

#include "cost/runs.h"
#include "support/catch.h"

#include <sched.h>

using namespace lightcl;

TEST_CASE("the cores are those that this process may use", "[cost]") {
    cpu_set_t all;
    REQUIRE(sched_getaffinity(0, sizeof all, &all) == 0);
    CHECK(usableCores() == CPU_COUNT(&all));
    int first = 0;
    while (!CPU_ISSET(first, &all)) ++first;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
    CHECK(usableCores() == 1);
    REQUIRE(sched_setaffinity(0, sizeof all, &all) == 0);
}

TEST_CASE("runs that wait share the free cores", "[cost]") {
    CHECK(RunThreads{2, true}.among(2, 1) == 2);
    CHECK(RunThreads{2, true}.among(2, 5) == 1);
    CHECK(RunThreads{8, true}.among(8, 3) == 2);
    CHECK(RunThreads{8, true}.among(6, 2) == 3);
    CHECK(RunThreads{1, true}.among(8, 1) == 1); // more would slow it down
    CHECK(RunThreads{8, true}.among(0, 1) == 1);
    CHECK(RunThreads{8}.among(2, 3) == 8);
}

TEST_CASE("a run has the threads that were asked for, or that it had, or its share", "[cost]") {
    CHECK(threadsFor(test::paperRun("sgd"), 3, 0, 2) == RunThreads{3});
    CHECK(threadsFor(test::paperRun("sgd"), 3, 1, 2) == RunThreads{1}); // others would give other bits
    CHECK(threadsFor(test::paperRun("sgd"), 0, 1, 2) == RunThreads{1});
    CHECK(threadsFor(test::paperRun("sgd"), 0, 4, 2) == RunThreads{4}); // slower on two cores, and the same
    CHECK(threadsFor(test::paperRun("sgd"), 0, 0, 2) == RunThreads{2, true});
}

TEST_CASE("small steps stay on one thread, large ones take all cores", "[cost]") {
    CHECK(suggestedThreads(test::mlpRun("sgd"), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("er", {{"training.batch_size", "64"}}), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("sgd", {{"training.batch_size", "300"}}), 8) == 8);
    CHECK(suggestedThreads(test::paperRun("sgd"), 2) == 2);
    CHECK(suggestedThreads(test::paperRun("sgd"), 0) == 1);
}
