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

TEST_CASE("a size is read in its unit", "[base]") {
    CHECK(parseBytes("64MiB") == 64 << 20);
    CHECK(parseBytes("1.5 GiB") == std::int64_t{3} << 29);
    CHECK(parseBytes("512MB") == 512'000'000);
    CHECK(parseBytes("2gib") == std::int64_t{2} << 30);
    CHECK(parseBytes("100kB") == 100'000);
    CHECK(parseBytes("16KiB") == 16'384);
    CHECK(parseBytes("4096") == 4096);
    CHECK(parseBytes("1TiB") == std::int64_t{1} << 40);
    for (const auto* text :
         {"", "MiB", "0", "-3MiB", "0.1", "64 MiBs", "64M", "nan", "inf", "1e30", " 64MiB", "64MiB "}) {
        CAPTURE(text);
        CHECK_FALSE(parseBytes(text));
    }
}
