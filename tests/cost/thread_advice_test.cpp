#include "cost/thread_advice.h"

#include "cost/runs.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("runs that wait share the free cores", "[cost]") {
    CHECK(sharedThreads(2, 2, 1) == 2);
    CHECK(sharedThreads(2, 2, 5) == 1);
    CHECK(sharedThreads(8, 8, 3) == 2);
    CHECK(sharedThreads(8, 6, 2) == 3);
    CHECK(sharedThreads(1, 8, 1) == 1); // more would slow it down
    CHECK(sharedThreads(8, 0, 1) == 1);
}

TEST_CASE("a run goes on with the threads that it had", "[cost]") {
    CHECK(threadsAsBefore(1, 2) == 1);
    CHECK_FALSE(threadsAsBefore(0, 2));
    CHECK_FALSE(threadsAsBefore(4, 2));
}

TEST_CASE("small steps stay on one thread, large ones take all cores", "[cost]") {
    CHECK(suggestedThreads(test::mlpRun("sgd"), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("er", {{"training.batch_size", "64"}}), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("sgd", {{"training.batch_size", "300"}}), 8) == 8);
    CHECK(suggestedThreads(test::paperRun("sgd"), 2) == 2);
    CHECK(suggestedThreads(test::paperRun("sgd"), 0) == 1);
}
