#include "compare/paired_tests.h"

#include "base/random_stream.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <sstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// What R prints for the script, number by number; nothing where R is not installed.
std::vector<double> numbersOfR(const std::string& script) {
    if (std::system("R --version >/dev/null 2>&1") != 0) return {};
    const TemporaryFolder folder;
    std::ofstream(folder / "script.R") << script;
    const std::string command = fmt::format("R --vanilla --no-echo <'{}' >'{}' 2>&1", (folder / "script.R").string(),
                                            (folder / "out").string());
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream out(folder / "out");
    std::vector<double> numbers;
    for (double number = 0; out >> number;) numbers.push_back(number);
    REQUIRE(out.eof()); // anything else than numbers is an error of R's
    return numbers;
}

/// Differences without ties, some below 0, of a seed.
std::vector<double> madeUpDifferences(std::uint64_t seed, std::size_t count) {
    RandomStream random(seed);
    std::vector<double> differences;
    for (std::size_t i = 0; i < count; ++i)
        differences.push_back(1e-5 * (static_cast<double>(random.below(1'000'000)) - 300'000));
    return differences;
}

constexpr auto kScript = R"(
d <- c({0})
n <- length(d)
signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), n)))
sums <- abs(signs %*% d)
t <- t.test(d)$conf.int
cat(format(c(mean(sums >= abs(sum(d)) - 1e-12), wilcox.test(d, exact = TRUE)$p.value, t[1], t[2], mean(d) / sd(d)),
           digits = 15), "\n")
)";

} // namespace

TEST_CASE("intervals, tests and effect sizes are R's, where R is installed", "[compare][r]") {
    for (const std::size_t count : {3, 5, 6, 8, 12}) {
        const auto differences = madeUpDifferences(count, count);
        const auto expected = numbersOfR(fmt::format(fmt::runtime(kScript), fmt::join(differences, ", ")));
        if (expected.empty()) {
            WARN("not compared with R, which is not installed");
            return;
        }
        CAPTURE(count);
        REQUIRE(expected.size() == 5);
        CHECK(signFlipTest(differences).p == Approx(expected[0]).epsilon(1e-12));
        CHECK(wilcoxonTest(differences).p == Approx(expected[1]).epsilon(1e-12));
        CHECK(meanInterval95(differences)->low == Approx(expected[2]).epsilon(1e-9));
        CHECK(meanInterval95(differences)->high == Approx(expected[3]).epsilon(1e-9));
        CHECK(*pairedEffectSize(differences) == Approx(expected[4]).epsilon(1e-10));
    }
}

TEST_CASE("Holm's adjustment is R's, where R is installed", "[compare][r]") {
    const std::vector<double> ps = {0.031, 0.004, 0.5, 0.0312, 0.02, 0.9, 0.004};
    const auto expected =
        numbersOfR(fmt::format("cat(format(p.adjust(c({}), \"holm\"), digits = 15), \"\\n\")\n", fmt::join(ps, ", ")));
    if (expected.empty()) return;
    const auto adjusted = holmAdjusted(ps);
    REQUIRE(expected.size() == ps.size());
    for (std::size_t i = 0; i < ps.size(); ++i) CHECK(adjusted[i] == Approx(expected[i]).epsilon(1e-12));
}
