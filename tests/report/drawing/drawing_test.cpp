#include "figures/color.h"
#include "figures/ticks.h"
#include "report/html/base64.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Base64 follows RFC 4648") {
    CHECK(base64("").empty());
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("\xff\xfe") == "//4=");
}

TEST_CASE("Colour maps run from dark to light and hold their ends") {
    for (const auto map : {viridis, cividis}) {
        double before = -1;
        for (int i = 0; i <= 100; ++i) {
            const auto now = luma(map(i / 100.0));
            CHECK(now > before);
            before = now;
        }
        CHECK(map(-3) == map(0));
        CHECK(map(7) == map(1));
    }
    CHECK(viridis(0) == colorFromHex(0x440154));
    CHECK(viridis(1) == colorFromHex(0xFDE725));
}

TEST_CASE("Tasks' colours are in order, from dark to light, and none is near to black or white") {
    for (const std::size_t count : {2, 5, 20}) {
        for (std::size_t task = 0; task < count; ++task) {
            const auto lightness = luma(seriesColor(task, count));
            CHECK(lightness > 0.15);
            CHECK(lightness < 0.8);
            if (task > 0) CHECK(lightness > luma(seriesColor(task - 1, count)));
        }
    }
    CHECK(seriesColor(0, 1) == viridis(0.49));
}

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
