#include "plots/log_ticks.h"

#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

bool matches(const QVector<double>& ticks, const std::vector<double>& expected) {
    return std::equal(ticks.begin(), ticks.end(), expected.begin(), expected.end(),
                      [](double a, double b) { return a == Approx(b); });
}

} // namespace

TEST_CASE("Logarithmic ticks are at 1, 2 and 5 within a narrow range") {
    CHECK(matches(LogTicks::within({0.2, 3.4}, 5), {0.2, 0.5, 1, 2}));
    CHECK(matches(LogTicks::within({0.02, 2.0}, 5), {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2}));
}

TEST_CASE("Logarithmic ticks of a wide range are powers of ten, the wider the fewer") {
    CHECK(matches(LogTicks::within({0.015, 6}, 5), {0.03, 0.1, 0.3, 1, 3}));
    CHECK(matches(LogTicks::within({0.005, 3000}, 5), {0.01, 0.1, 1, 10, 100, 1000}));
    CHECK(matches(LogTicks::within({1e-9, 1e9}, 5), {1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e9}));
}

TEST_CASE("A range without a logarithm has no ticks") {
    CHECK(LogTicks::within({0, 3}, 5).empty());
    CHECK(LogTicks::within({-1, 1}, 5).empty());
}
