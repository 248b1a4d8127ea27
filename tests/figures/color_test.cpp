#include "figures/color.h"

#include "support/catch.h"

using namespace lightcl;

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
