#include "cli/commands/run_numbers.h"

#include "base/error.h"
#include "support/catch.h"

#include <numeric>

using namespace lightcl;

TEST_CASE("runs are named by number and range", "[cli]") {
    CHECK(parseRunNumbers({"3", "5-7"}) == std::vector<RunId>{3, 5, 6, 7});
    for (const char* wrong : {"", "x", "3-", "-3", "7-5", "1-9223372036854775807", "3-5-7", " 3", "3.5"})
        CHECK_THROWS_AS(parseRunNumbers({wrong}), InputError);
}

TEST_CASE("many runs are written as ranges, or not at all", "[cli]") {
    CHECK(runNumbers({4, 3}) == "3 4");
    CHECK(runNumbers({1, 2, 3, 5, 6, 7, 8, 10}) == "1 2 3 5-8 10");
    std::vector<RunId> many(10'000);
    std::iota(many.begin(), many.end(), 15);
    CHECK(runNumbers(many) == "15-10014");
    CHECK(parseRunNumbers({runNumbers(many)}) == many);
    std::vector<RunId> odd(100);
    for (std::size_t i = 0; i < odd.size(); ++i) odd[i] = static_cast<RunId>(2 * i + 1);
    CHECK(runNumbers(odd).empty());
}
