#include "cli/command_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("Runs are set beside the published table from the command line") {
    const TemporaryFolder folder;
    const auto file = (folder / "runs.sqlite").string();
    const auto lines = (folder / "run.jsonl").string();
    std::ofstream(lines)
        << R"({"kind": "run", "method": "er", "name": "theirs", "dataset": "cifar-10", "seed": 0})"
        << "\n"
        << R"({"kind": "accuracy", "trained_task": 1, "epoch": 1, "eval_task": 1, "class_il": 0.6, "task_il": 0.9})"
        << "\n"
        << R"({"kind": "end"})"
        << "\n";
    REQUIRE(runLightcl({"import", lines, "--format", "jsonl", "--db", file}).code == 0);
    const auto text = runLightcl({"compare", "--published", "--db", file});
    INFO(text.err);
    REQUIRE(text.code == 0);
    CHECK(contains(text.out, "54.44 ± 2.82"));
    CHECK(contains(text.out, "+5.56"));
    CHECK(contains(text.out, "its settings are not known"));
    const auto rows = nlohmann::json::parse(runLightcl({"compare", "--published", "--json", "--db", file}).out);
    REQUIRE(rows.size() == 11);
    CHECK(rows[5]["method"] == "er");
    CHECK(rows[5]["class_il"]["published"] == 54.44);
    CHECK(rows[5]["class_il"]["difference"].get<double>() == Approx(5.56));
    CHECK(rows[0]["group"].is_null());
    const auto wrong = runLightcl({"compare", "--published", "--baseline", "er", "--db", file});
    CHECK(wrong.code == 2);
    CHECK(contains(wrong.err, "--published: expected without"));
}
