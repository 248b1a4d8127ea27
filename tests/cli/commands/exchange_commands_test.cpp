#include "cli/command_fixture.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"
#include "support/example_store.h"
#include "support/message_of.h"
#include "support/places.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;
using nlohmann::json;

namespace {

struct ExchangedStore {
    TemporaryFolder folder;
    std::string file = (folder / "runs.sqlite").string();
    ExampleStore runs = writeExampleStore(file, getpid());

    [[nodiscard]] std::string path(const std::string& name) const { return (folder / name).string(); }
};

json runsOf(const std::string& file) {
    auto runs = json::parse(runLightcl({"runs", "--json", "--db", file}).out);
    for (auto& run : runs)
        for (const char* number : {"run_id", "parent_run_id"}) run.erase(number);
    return runs;
}

} // namespace

TEST_CASE("runs are exported as JSON lines and imported again from the command line", "[cli]") {
    const ExchangedStore store;
    const auto out = store.path("out");
    const auto first = std::to_string(store.runs.done[0]), second = std::to_string(store.runs.done[1]);
    const auto wrote = runLightcl({"export", first, second, "--format", "jsonl", "--out", out, "--db", store.file});
    REQUIRE(wrote.code == 0);
    const auto other = store.path("other.sqlite");
    for (const auto& entry : std::filesystem::directory_iterator(out))
        CHECK(runLightcl({"import", entry.path().string(), "--format", "jsonl", "--db", other}).code == 0);
    CHECK(runsOf(other).size() == 2);
    for (const auto& run : runsOf(other)) {
        const auto all = runsOf(store.file);
        CHECK(std::ranges::find(all, run) != all.end());
    }
    for (const auto& entry : std::filesystem::directory_iterator(out))
        CHECK(contains(runLightcl({"import", entry.path().string(), "--format", "jsonl", "--db", other}).out,
                       "Took 0 runs"));
    const auto bad = store.path("bad.jsonl");
    writeBytes(bad, "{\"kind\": \"run\", \"method\": \"a\"}\n{\"kind\": \"loss\"}\n");
    const auto refused = runLightcl({"import", bad, "--format", "jsonl", "--db", store.path("new.sqlite")});
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "bad.jsonl: line 2: task: expected a whole number from 1 on, got nothing"));
    CHECK_FALSE(std::filesystem::exists(store.path("new.sqlite")));
    CHECK(runLightcl({"import", store.file, "--format", "jsonl", "--db", other}).code == 2);
    CHECK(runLightcl({"import", bad, "--format", "csv", "--db", other}).code == 2);
    CHECK(runLightcl({"export", first, "99", "--format", "jsonl", "--out", store.path("x"), "--db", store.file}).code ==
          2);
    CHECK_FALSE(std::filesystem::exists(store.path("x")));
    CHECK(runLightcl({"export", first, second, "--out", store.path("x.pt"), "--db", store.file}).code == 2);
    CHECK(runLightcl({"export", first, "--format", "jsonl", "--out", store.file, "--db", store.file}).code == 2);
}

TEST_CASE("runs are exported for TensorBoard, a folder each", "[cli]") {
    const ExchangedStore store;
    const auto run = std::to_string(store.runs.done[0]);
    REQUIRE(
        runLightcl({"export", run, "--format", "tensorboard", "--out", store.path("tb"), "--db", store.file}).code ==
        0);
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(store.path("tb"))) {
        if (!entry.is_regular_file()) continue;
        ++files;
        CHECK(contains(entry.path().filename().string(), "events.out.tfevents."));
        CHECK(contains(entry.path().parent_path().filename().string(), "run-" + run + "-lightcl-seed-"));
        CHECK(contains(readBytes(entry.path()), "brain.Event:2"));
    }
    CHECK(files == 1);
}

TEST_CASE("a bundle holds its runs alone, and another database takes them", "[cli]") {
    const ExchangedStore store;
    const auto zip = store.path("paper.zip");
    const auto other = store.path("other.sqlite");
    const auto first = std::to_string(store.runs.done[0]), second = std::to_string(store.runs.done[2]);
    const auto wrote = runLightcl({"bundle", first, second, "--out", zip, "--db", store.file});
    CHECK(wrote.err.empty());
    REQUIRE(wrote.code == 0);
    const std::vector<std::string> names = {"runs.sqlite", "report.html", "environment.json", "README.txt",
                                            "specs/run-" + first + ".toml"};
    for (const std::string& name : names) CHECK(contains(readBytes(zip), name));
    const auto taken = runLightcl({"merge", other, zip});
    REQUIRE(taken.code == 0);
    CHECK(contains(taken.out, "paper.zip: 2 runs taken"));
    CHECK(runsOf(other).size() == 2);
    for (const auto& run : runsOf(other)) {
        const auto all = runsOf(store.file);
        CHECK(std::ranges::find(all, run) != all.end());
    }
    CHECK(contains(runLightcl({"merge", store.file, zip}).out, "2 known already"));
    CHECK(runLightcl({"bundle", std::to_string(store.runs.running), "--out", zip, "--db", store.file}).code == 2);
    CHECK(runLightcl({"bundle", "99", "--out", zip, "--db", store.file}).code == 2);
    CHECK(runLightcl({"bundle", first, "--out", store.path("paper.tar"), "--db", store.file}).code == 2);
    auto bytes = readBytes(zip);
    writeBytes(zip, bytes.substr(0, bytes.size() / 2));
    const auto cut = runLightcl({"merge", other, zip});
    CHECK(cut.code == 2);
    CHECK(contains(cut.err, "paper.zip"));
    CHECK(runsOf(other).size() == 2);
}

TEST_CASE("what the Python writer writes is a run", "[cli]") {
    if (std::system("python3 -c '' >/dev/null 2>&1") != 0) {
        WARN("no python3: not tried");
        return;
    }
    const TemporaryFolder folder;
    const auto lines = (folder / "run.jsonl").string();
    writeBytes(folder / "script.py",
               fmt::format("import sys\nsys.path.insert(0, '{}/resources/python')\nsys.dont_write_bytecode = True\n"
                           "from lightcl_writer import RunWriter\n"
                           "with RunWriter('{}', method='mine', dataset='toy', seed=3, tags=['x']) as run:\n"
                           "    run.environment(libtorch_version='2.6.0')\n"
                           "    run.loss(1, 1, 1, float('nan'))\n"
                           "    run.accuracy(1, 1, 1, class_il=0.5)\n"
                           "    run.layer(1, 1, 0, 'fc', 'gradient_norm', 0.25)\n"
                           "    run.memory(1, 'weights', 1000)\n"
                           "    run.phase(1, 1, 'training', 2)\n"
                           "    run.confusion(1, 1, 0, {{0: 9, 1: 1}})\n"
                           "    run.totals(3.5)\n"
                           "    if len(sys.argv) > 1: raise ValueError('broke')\n",
                           sourceFolder().string(), lines));
    const auto run = [&](const std::string& more) {
        return std::system(fmt::format("python3 '{}' {} 2>/dev/null", (folder / "script.py").string(), more).c_str());
    };
    const auto file = (folder / "runs.sqlite").string();
    REQUIRE(run("") == 0);
    const auto taken = runLightcl({"import", lines, "--format", "jsonl", "--db", file});
    CHECK(taken.err.empty());
    REQUIRE(taken.code == 0);
    CHECK(run("fail") != 0);
    REQUIRE(runLightcl({"import", lines, "--format", "jsonl", "--db", file}).code == 0);
    const auto database = Database::openForReading(file);
    const RunReader reader(database);
    CHECK(reader.run(1).state == RunState::Done);
    CHECK(reader.run(1).classIl == 0.5);
    CHECK(reader.run(1).measuredPeakBytes == 1000);
    CHECK(reader.run(1).tags == R"(["x"])");
    CHECK(reader.environment(1)->libtorchVersion == "2.6.0");
    CHECK(reader.confusions(1, {1, 1}).front().predicted.at(0) == 9);
    CHECK(reader.run(2).state == RunState::Failed);
    CHECK(reader.run(2).message == "ValueError: broke");
    CHECK(contains(runLightcl({"runs", "--group-by", "method", "--db", file}).out, "mine"));
    CHECK(contains(runLightcl({"report", "1", "--db", file}).err, "run 1: was imported without a spec"));
}
