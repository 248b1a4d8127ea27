#include "base/units.h"

#include "support/catch.h"

#include <limits>

using namespace lightcl;

TEST_CASE("bytes are written in the unit that fits", "[base]") {
    CHECK(formatBytes(0) == "0.0 MiB");
    CHECK(formatBytes(512) == "0.5 KiB");
    CHECK(formatBytes(100 * 1024) == "100.0 KiB");
    CHECK(formatBytes(1024 * 1024) == "1.0 MiB");
    CHECK(formatBytes(160'694'272) == "153.2 MiB");
    CHECK(formatBytes(std::int64_t{20} * 1024 * 1024 * 1024) == "20.0 GiB");
}

TEST_CASE("durations are written for people", "[base]") {
    CHECK(formatSeconds(0.42) == "0.4 s");
    CHECK(formatSeconds(9.94) == "9.9 s");
    CHECK(formatSeconds(9.97) == "10 s");
    CHECK(formatSeconds(42.4) == "42 s");
    CHECK(formatSeconds(59.6) == "1 min 00 s");
    CHECK(formatSeconds(185) == "3 min 05 s");
    CHECK(formatSeconds(7620) == "2 h 07 min");
    CHECK(formatSeconds(-1) == "-");
    CHECK(formatSeconds(std::numeric_limits<double>::infinity()) == "-");
    CHECK(formatSeconds(std::numeric_limits<double>::quiet_NaN()) == "-");
}

TEST_CASE("figures are written with fixed precision", "[base]") {
    CHECK(formatPercent(0.54444) == "54.44");
    CHECK(formatPercent(1) == "100.00");
    CHECK(formatPercent(std::numeric_limits<double>::quiet_NaN()) == "-");
    CHECK(formatCount(10) == "10");
    CHECK(formatCount(11'173'962) == "11.17 M");
    CHECK(formatCount(555'422'720) == "555.4 M");
    CHECK(formatScientific(7.5e15) == "7.50e+15");
}
