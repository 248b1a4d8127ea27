#include "cli/command_fixture.h"
#include "store/run_marks.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"
#include "support/example_store.h"
#include "support/message_of.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;
using nlohmann::json;

namespace {

struct MarkedStore {
    TemporaryFolder folder;
    std::string file = (folder / "runs.sqlite").string();
    ExampleStore runs = writeExampleStore(file, getpid());
};

} // namespace

TEST_CASE("runs are tagged, noted and archived from the command line", "[cli]") {
    const MarkedStore store;
    const std::string first = std::to_string(store.runs.done[0]);
    CHECK(runLightcl({"tag", first, "--add", "paper", "--add", "late", "--db", store.file}).code == 0);
    CHECK(runLightcl({"tag", first, "--remove", "late", "--db", store.file}).code == 0);
    CHECK(runLightcl({"tag", first, "--db", store.file}).out == "run " + first + ": paper\n");
    CHECK(runLightcl({"note", first, "--text", "look at task 3", "--db", store.file}).code == 0);
    CHECK(runLightcl({"note", first, "--db", store.file}).out == "run " + first + ": look at task 3\n");
    const auto tagged = json::parse(runLightcl({"runs", "--where", "tags = paper", "--json", "--db", store.file}).out);
    REQUIRE(tagged.size() == 1);
    CHECK(tagged[0]["tags"] == json({"paper"}));
    CHECK(tagged[0]["note"] == "look at task 3");
    CHECK(tagged[0]["archived"] == 0);
    CHECK(tagged[0]["run_uuid"].get<std::string>().size() == 36);
    CHECK(contains(runLightcl({"runs", "--db", store.file}).out, "paper"));
    CHECK(runLightcl({"tag", "99", "--add", "a", "--db", store.file}).code == 2);
    CHECK(runLightcl({"tag", first, "--add", "a,b", "--db", store.file}).code == 2);
    CHECK(runLightcl({"note", first, "--text", "", "--db", store.file}).code == 0);
    CHECK(runLightcl({"note", first, "--db", store.file}).out == "run " + first + ": -\n");
}

TEST_CASE("archived runs are listed when they are asked for", "[cli]") {
    const MarkedStore store;
    const auto count = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments = {"runs", "--json", "--db", store.file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return json::parse(runLightcl(arguments).out).size();
    };
    const auto all = count({});
    CHECK(runLightcl({"archive", std::to_string(store.runs.done[0]), "--db", store.file}).code == 0);
    CHECK(count({}) == all - 1);
    CHECK(count({"--archived"}) == all);
    CHECK(count({"--where", "archived = yes"}) == 1);
    CHECK(count({"--where", "seed >= 0"}) == all - 1);
    CHECK(count({"--where", "seed >= 0", "--archived"}) == all);
    CHECK(contains(runLightcl({"runs", "--db", store.file}).out, "1 archived; --archived lists them too"));
    CHECK(runLightcl({"archive", std::to_string(store.runs.done[0]), "--undo", "--db", store.file}).code == 0);
    CHECK(count({}) == all);
}

TEST_CASE("groups that were made elsewhere are said to be, listed or compared", "[cli]") {
    const MarkedStore store;
    {
        auto database = Database::openForWriting(store.file);
        for (const RunId run : store.runs.done) {
            const bool isEr = RunReader(database).run(run).method == "er";
            RunStore(database).recordEnvironment(
                run, {"desk", "chip", 4, 1, "Linux", "1", isEr ? "2.6.0" : "1.13.1", "blas", "", ""});
        }
    }
    const auto compared = runLightcl({"compare", "--by", "method", "--db", store.file}).out;
    CHECK(contains(compared, "These two differ in LibTorch (1.13.1; 2.6.0)."));
    const auto grouped = runLightcl({"runs", "--group-by", "method", "--db", store.file}).out;
    CHECK(contains(grouped, "These groups differ in LibTorch"));
    CHECK(contains(runLightcl({"runs", "--group-by", "host", "--db", store.file}).out, "host = desk"));
    CHECK(!contains(runLightcl({"compare", "--where", "method != er", "--db", store.file}).out, "differ in"));
}

TEST_CASE("databases are merged from the command line, or told why not", "[cli]") {
    const MarkedStore store;
    const std::string out = (store.folder / "out.sqlite").string();
    const auto first = runLightcl({"merge", out, store.file});
    CHECK(first.code == 0);
    CHECK(contains(first.out, "1 left out because they are running"));
    CHECK(contains(runLightcl({"merge", out, store.file}).out, out + " has 0 runs more"));
    writeBytes(store.folder / "a.sqlite", "text");
    writeBytes(store.folder / "b.sqlite", "text");
    const auto refused =
        runLightcl({"merge", out, (store.folder / "a.sqlite").string(), (store.folder / "b.sqlite").string()});
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "a.sqlite: not an SQLite database"));
    CHECK(contains(refused.err, "b.sqlite: not an SQLite database"));
    CHECK(contains(refused.err, "nothing was merged"));
    CHECK(runLightcl({"merge", out, out}).code == 2);
    CHECK(runLightcl({"merge", out}).code == 2);
}
