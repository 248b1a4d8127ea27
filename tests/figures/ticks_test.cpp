#include "figures/ticks.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Ticks are round and cover the largest value") {
    CHECK(niceTicks(153.2, 5) == std::vector<double>{0, 50, 100, 150, 200});
    CHECK(niceTicks(1, 5).back() == Approx(1));
    CHECK(niceTicks(0, 5).size() >= 2);
    CHECK(ticksWithin(0, 102, 5) == std::vector<double>{0, 20, 40, 60, 80, 100});
    CHECK(ticksWithin(0.3, 1.1, 4) == std::vector<double>{0.4, 0.6000000000000001, 0.8, 1.0});
    CHECK(tickText(ticksWithin(0, 102, 5).front(), 20) == "0");
    CHECK(ticksWithin(3, 3, 4) == std::vector<double>{3});
    CHECK(tickText(0.5, 0.25) == "0.5");
    CHECK(tickText(100, 50) == "100");
    CHECK(tickText(0.02, 0.02) == "0.02");
}
