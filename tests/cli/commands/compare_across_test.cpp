#include "cli/command_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;
using Json = nlohmann::json;

namespace {

/// A database of imported runs of three methods on so many data sets, one seed each: "best" above "middle" above
/// "worst".
class RunsOnManyDatasets {
public:
    explicit RunsOnManyDatasets(int datasets) {
        int run = 0;
        for (int dataset = 0; dataset < datasets; ++dataset)
            for (const auto& [method, value] : {std::pair{"best", 0.9}, {"middle", 0.7}, {"worst", 0.5}}) {
                ++run;
                import(run, fmt::format("data-{}", dataset), method, value - 0.001 * dataset * (1 + run % 3));
            }
    }

    [[nodiscard]] CommandResult compare(std::vector<std::string> words) const {
        words.insert(words.begin(), "compare");
        words.insert(words.end(), {"--db", file()});
        return runLightcl(words);
    }

private:
    [[nodiscard]] std::string file() const { return (folder_ / "runs.sqlite").string(); }

    void import(int run, const std::string& dataset, const std::string& method, double value) const {
        const auto lines = (folder_ / fmt::format("{}.jsonl", run)).string();
        std::ofstream(lines) << fmt::format(
            "{{\"kind\": \"run\", \"method\": \"{}\", \"name\": \"study\", \"dataset\": \"{}\", \"seed\": 0}}\n"
            "{{\"kind\": \"accuracy\", \"trained_task\": 1, \"epoch\": 1, \"eval_task\": 1, \"class_il\": {}, "
            "\"task_il\": 0.9}}\n{{\"kind\": \"end\"}}\n",
            method, dataset, value);
        REQUIRE(runLightcl({"import", lines, "--format", "jsonl", "--db", file()}).code == 0);
    }

    TemporaryFolder folder_;
};

} // namespace

TEST_CASE("Methods are ranked across data sets from the command line") {
    const RunsOnManyDatasets runs(7);
    const auto text = runs.compare({"--across"});
    INFO(text.err);
    REQUIRE(text.code == 0);
    CHECK(contains(text.out, "mean rank"));
    CHECK(contains(text.out, "Over 7 data sets and scenarios, best has the best mean rank in class-IL, 1.00 of 3"));
    CHECK(contains(text.out, "Friedman's chi-square 14.00"));
    const auto ranks = Json::parse(runs.compare({"--across", "dataset", "--by", "method", "--json"}).out);
    CHECK(ranks["across"] == "dataset");
    CHECK(ranks["blocks"].size() == 7);
    REQUIRE(ranks["groups"].size() == 3);
    CHECK(ranks["groups"][0]["group"] == "best");
    CHECK(ranks["groups"][2]["mean_rank"] == 3);
    CHECK(ranks["friedman"]["chi_square"].get<double>() == Approx(14));
    CHECK(ranks["friedman"]["f"].is_null());
    REQUIRE(ranks["pairs"].size() == 3);
    CHECK(ranks["pairs"][0]["p_wilcoxon"].get<double>() == Approx(2.0 / 128));
    CHECK(ranks["pairs"][0]["differ"] == true);
    CHECK(ranks["cliques"].empty());
    CHECK(contains(runs.compare({"--across", "--format", "csv"}).out, "mean rank,1.000,2.000,3.000"));
}

TEST_CASE("What cannot be ranked is said in one line") {
    const RunsOnManyDatasets runs(2);
    const auto few = runs.compare({"--across"});
    CHECK(few.code == 0);
    CHECK(contains(few.out, "Nothing to rank: expected every one of the 3 groups in 3 of"));
    CHECK(Json::parse(runs.compare({"--across", "--json"}).out)["groups"].empty());
    for (const auto& wrong : std::vector<std::vector<std::string>>{{"--across", "class_il"},
                                                                   {"--across", "nonsense"},
                                                                   {"--across", "--baseline", "best"},
                                                                   {"--across", "--format", "csv"}}) {
        const auto refused = runs.compare(wrong);
        INFO(refused.err);
        CHECK(refused.code == 2);
        CHECK(refused.err.find('\n') == refused.err.size() - 1);
    }
}
