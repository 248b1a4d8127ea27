#include "compare/published_comparison.h"

#include "compare/compared_runs.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>
#include <string_view>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunRecord cifarRun(RunId id, const std::string& method, const std::string& settings, int seed, double classIl) {
    auto run = comparedRun(id, method, settings, seed, classIl);
    run.summary.dataset = "cifar-10";
    run.summary.taskIl = 0.9;
    run.summary.paperPeakBytes = std::int64_t{100} << 20;
    return run;
}

const RowBeside& rowOf(const std::vector<RowBeside>& rows, std::string_view method) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const RowBeside& row) { return row.published->method == method; });
    REQUIRE(found != rows.end());
    return *found;
}

} // namespace

TEST_CASE("Runs stand beside the published row of their method and data set") {
    const std::vector<RunRecord> runs{cifarRun(1, "er", "buffer_size = 15", 0, 0.53),
                                      cifarRun(2, "er", "buffer_size = 15", 1, 0.55), cifarRun(3, "sgd", "", 0, 0.2)};
    std::vector<const RunRecord*> all;
    for (const auto& run : runs) all.push_back(&run);
    const auto rows = besidePublished(all);
    CHECK(rows.size() == 11); // of CIFAR-10 alone
    const auto& er = rowOf(rows, "er");
    CHECK(er.runs == std::vector<RunId>{1, 2});
    CHECK(er.classIl.ours->mean == Approx(54));
    CHECK(*er.classIl.difference() == Approx(54 - 54.44));
    CHECK(*er.peakMebibytes.difference() == Approx(100 - 185.4));
    CHECK_FALSE(er.classIl.isMarked(5)); // within 2·sqrt(2/2 + 2.82²/5)
    CHECK(rowOf(rows, "lightcl").group.empty());
    CHECK_FALSE(rowOf(rows, "pnn").classIl.published);
    CHECK(*rowOf(rows, "pnn").taskIl.published == 94.62);
}

TEST_CASE("A run without a spec stands beside the published row, its settings unknown") {
    auto run = cifarRun(1, "er", "buffer_size = 15", 0, 0.53);
    run.spec.reset();
    const auto rows = besidePublished({&run});
    const auto& er = rowOf(rows, "er");
    CHECK(er.classIl.ours->mean == Approx(53));
    CHECK(er.other == std::vector<std::string>{"its settings are not known"});
}

TEST_CASE("A difference beyond two standard errors is marked, one without a deviation is not") {
    FigureBeside figure{MeanSd{60, 1.0, 4}, 55, 1.0};
    CHECK(figure.isMarked(5)); // 5 > 2·sqrt(1/4 + 1/5)
    figure.ours->mean = 56.3;
    CHECK_FALSE(figure.isMarked(5));
    figure.ours->mean = 60;
    figure.ours->sd.reset();
    CHECK_FALSE(figure.isMarked(5));
    figure.ours.reset();
    CHECK_FALSE(figure.difference());
}

TEST_CASE("What a fair cell would need is said setting by setting") {
    const auto run = cifarRun(1, "er", "buffer_size = 200", 0, 0.5);
    const auto rows = besidePublished({&run});
    const auto& other = rowOf(rows, "er").other;
    const auto says = [&](const std::string& text) {
        return std::any_of(other.begin(), other.end(), [&](const std::string& each) { return contains(each, text); });
    };
    CHECK(says("buffer_size = 200, published 15"));
    CHECK(says("epochs = 1, published 50"));
    CHECK(says("weights not pretrained, published on ImageNet"));
    CHECK_FALSE(says("batch_size"));
}

TEST_CASE("Without runs on a published data set all rows are there, none with ours") {
    const auto rows = besidePublished({});
    CHECK(rows.size() == 22);
    const auto table = publishedTable(rows);
    CHECK(table.rows[0][0] == "cifar-10");
    CHECK(table.rows[0][2].empty());
    CHECK(table.rows[0].back() == "no finished run");
    CHECK(contains(publishedCaption(rows), "arXiv 2407.10545"));
}

TEST_CASE("The published figures are those of the paper's own accounting") {
    // SGD: 6·MACs of each of the samples, weights twice and the activations of 32 rows.
    const auto& cifar = publishedTables()[0];
    const auto sgd = std::find_if(cifar.results.begin(), cifar.results.end(),
                                  [](const PublishedResult& result) { return result.method == "sgd"; });
    CHECK(sgd->trainingFlops == Approx(6.0 * 555'422'720 * 45'000 * 50).epsilon(0.01));
    CHECK(sgd->peakMebibytes == Approx(2 * 42.63 + 32 * 2.125).epsilon(0.01));
}
