#include "figures/figure_text.h"
#include "figures/statistics.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Mean and sample standard deviation over what was measured") {
    const auto figure = meanSd({2.0, std::nullopt, 4.0, 9.0});
    REQUIRE(figure);
    CHECK(figure->count == 3);
    CHECK(figure->mean == Approx(5.0));
    CHECK(figure->sd.value() == Approx(3.605551275)); // sqrt((9 + 1 + 16) / 2)
    CHECK_FALSE(meanSd({std::nullopt}));
    CHECK_FALSE(meanSd({3.0})->sd);
}

TEST_CASE("Means are written with their deviation where there is one") {
    CHECK(meanSdText(meanSd({0.53, 0.55}), kPercentUnit, 2) == "54.00 ± 1.41");
    CHECK(meanSdText(meanSd({0.53}), kPercentUnit, 2) == "53.00");
    CHECK(meanSdText(std::nullopt, kPercentUnit, 2) == "-");
    CHECK(meanSdText(meanSd({3.0 * 1024 * 1024}), kMebibyteUnit, 1) == "3.0");
}
