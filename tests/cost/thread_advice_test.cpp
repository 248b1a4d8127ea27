#include "cost/thread_advice.h"

#include "cost/runs.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("small steps stay on one thread, large ones take all cores", "[cost]") {
    CHECK(suggestedThreads(test::mlpRun("sgd"), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("er", {{"training.batch_size", "64"}}), 8) == 1);
    CHECK(suggestedThreads(test::mlpRun("sgd", {{"training.batch_size", "300"}}), 8) == 8);
    CHECK(suggestedThreads(test::paperRun("sgd"), 2) == 2);
    CHECK(suggestedThreads(test::paperRun("sgd"), 0) == 1);
}
