#include "exchange/json_lines.h"

#include "base/error.h"
#include "store/merge.h"
#include "store/run_marks.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_transfer.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <limits>
#include <set>
#include <sstream>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A finished run with a row of every kind.
RunId storeFullRun(Database& database) {
    RunStore store(database);
    const RunId parent = queueExample(database);
    const RunId run = store.queueBranch(exampleRun("er"), {parent, 1, true, 1}, exampleCost(2), exampleCost(1),
                                        {"cat", "a \"b\""}, {1, 0});
    store.setBudget(run, 64 << 20);
    store.start(run, getpid(), 2);
    RunWriter writer(database, run);
    writer.add(AccuracyRow{0, 0, 1, {}, 0.1});
    writer.add(AccuracyRow{1, 1, 1, 1.0 / 3, 2.0 / 3});
    writer.add(ValidationRow{1, 1, 1, 0.5, 0.75});
    writer.add(AnytimeRow{1, 1, 5, 1, 0.5, 0.5});
    writer.add(ConfusionRow{1, 1, 3, {{3, 9}, {10, 1}}});
    writer.add(LayerMetricRow{1, 1, 0, "fc1", "memory_stability", 0.1});
    writer.add(LayerMetricRow{1, 1, 1, "fc2", "memory_stability", std::numeric_limits<double>::quiet_NaN()});
    writer.add(LayerDriftRow{2, 1, 1, 1, 0.25, std::numeric_limits<double>::quiet_NaN()});
    writer.add(MemoryRow{"measured", 1, MemoryCategory::ReplayBuffer, 10, 20});
    writer.add(StepMomentRow{1, 0, 0, "data", {}});
    writer.add(PhaseTimeRow{1, 1, "training", 2});
    writer.add(ProcessRow{1, 1, 1, 2, 3});
    writer.add(DeviceRow{"board", 1, 1, 1.5, 2.5, 3, 4, 0.5, {}, 1500});
    writer.add(LossRow{1, 1, 5, std::numeric_limits<double>::quiet_NaN()});
    writer.add(LossRow{1, 1, 9, 1e-9});
    writer.flush();
    writer.progress({{1, 1}, 5, 5, 1, 0.25, 0});
    writer.totals(3, 1e6, 1000);
    store.recordNormalisation(run, "none");
    store.recordEnvironment(run, {"host", "chip", 1, 2, "Linux", "1", "2", "blas", "digest", "host b"});
    RunMarks marks(database);
    marks.changeTags({run}, {"a \"tag\"", "b"}, {});
    marks.setNote({run}, "two\nlines");
    store.finish(run, RunState::Done);
    return run;
}

/// What each of a run's tables holds, without its numbers.
std::map<std::string, std::string> tablesOf(const Database& database, RunId run) {
    const std::set<std::string> numbers = {"run_id", "metric_id", "pretraining_run", "parent_run_id"};
    std::map<std::string, std::string> tables;
    for (const std::string& table : runTables()) {
        SQLite::Statement rows(database.handle(), "SELECT * FROM " + table + " WHERE run_id = ?");
        rows.bind(1, run);
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i)
                if (!numbers.contains(rows.getColumnName(i)))
                    tables[table] += rows.getColumn(i).isNull() ? "NULL|" : rows.getColumn(i).getString() + "|";
            tables[table] += "\n";
        }
    }
    return tables;
}

std::vector<ForeignRun> parsed(const std::string& text) {
    std::istringstream lines(text);
    return readJsonLines(lines, "run.jsonl");
}

std::string complaintAbout(const std::string& line) {
    return messageOf<InputError>([&] { parsed("{\"kind\": \"run\", \"method\": \"er\"}\n" + line); });
}

} // namespace

TEST_CASE("a run's JSON lines are read back to the same rows of every table", "[exchange]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "a.sqlite");
    const RunId run = storeFullRun(database);
    const std::string lines = jsonLines(database, run);
    auto other = Database::openForWriting(folder / "b.sqlite");
    const auto result = importRuns(other, parsed(lines));
    REQUIRE(result.taken.size() == 1);
    const auto before = tablesOf(database, run);
    const auto after = tablesOf(other, result.taken.front());
    CHECK(before.size() == runTables().size());
    for (const auto& [table, rows] : before) {
        CAPTURE(table);
        CHECK(after.at(table) == rows);
    }
    CHECK(jsonLines(other, result.taken.front()) == lines);
    CHECK(RunReader(other).layerMetrics(result.taken.front(), "memory_stability").front().layer == "fc1");
    CHECK(!RunReader(other).run(result.taken.front()).parentRun); // it is not there
    const auto again = importRuns(other, parsed(lines));
    CHECK(again.taken.empty());
    CHECK(again.known == result.taken);
    // The identity is the run's: a merge knows it as well.
    CHECK(mergeDatabases(folder / "b.sqlite", {folder / "a.sqlite"})[0].known.size() == 1);
}

TEST_CASE("a script's few lines are a run", "[exchange]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "a.sqlite");
    const std::string text = R"({"kind": "run", "method": "mine", "seed": 3, "tags": ["x"]}
{"kind": "accuracy", "trained_task": 1, "epoch": 1, "eval_task": 1, "class_il": 0.5}

{"kind": "accuracy", "trained_task": 2, "epoch": 1, "eval_task": 1, "class_il": 0.25, "task_il": null}
{"kind": "accuracy", "trained_task": 2, "epoch": 1, "eval_task": 2, "class_il": 0.75}
{"kind": "layer", "task": 1, "epoch": 1, "layer_index": 0, "layer": "conv1", "metric": "gradient_norm", "value": null}
{"kind": "end"}
{"kind": "run", "method": "died"}
)";
    const auto result = importRuns(database, parsed(text));
    REQUIRE(result.taken.size() == 2);
    const RunReader reader(database);
    const RunSummary run = reader.run(result.taken[0]);
    CHECK(run.method == "mine");
    CHECK(run.seed == 3);
    CHECK(run.state == RunState::Done);
    CHECK(run.classIl == 0.5);
    CHECK(run.forgetting == 0.25);
    CHECK(!run.taskIl);
    CHECK(run.tags == R"(["x"])");
    CHECK(reader.accuracies(run.id).size() == 3);
    CHECK(reader.layerMetrics(run.id, "gradient_norm").size() == 1);
    CHECK(reader.run(result.taken[1]).state == RunState::Interrupted);
    CHECK(importRuns(database, parsed(text)).known == result.taken);
}

TEST_CASE("a line that cannot be read is named, with what was expected, and nothing is imported", "[exchange]") {
    CHECK(contains(complaintAbout("nonsense"), "run.jsonl: line 2: expected a JSON object"));
    CHECK(contains(complaintAbout(R"({"kind": "loss", "task": 1, "epoch": 1, "step": 1, "loss": NaN})"),
                   "null for what is not a number"));
    CHECK(contains(complaintAbout("{}"), "line 2: kind: expected a text"));
    CHECK(contains(complaintAbout(R"({"kind": "acuracy"})"), "expected one of run, environment"));
    const std::string accuracy = R"({"kind": "accuracy", "trained_task": 1, "epoch": 1, "eval_task": )";
    CHECK(contains(complaintAbout(accuracy + "0}"), "eval_task: expected a whole number from 1 on, got 0"));
    CHECK(contains(complaintAbout(accuracy + "1.5}"), "eval_task: expected a whole number from 1 on, got 1.5"));
    CHECK(contains(complaintAbout(accuracy + "99999999999999999999}"), "eval_task: expected a whole number"));
    CHECK(contains(complaintAbout(accuracy + R"(1, "class_il": 50})"),
                   "class_il: expected a share in [0,1] or null, got 50"));
    CHECK(contains(complaintAbout(accuracy + R"(1, "class_il": "x"})"), "class_il: expected a share"));
    CHECK(contains(complaintAbout(R"({"kind": "memory", "source": "guessed", "task": 1, "category": "weights",
                                     "live_bytes": 1, "peak_bytes": 1})"),
                   "line 2: expected a JSON object"));
    CHECK(contains(complaintAbout(R"({"kind": "memory", "source": "guessed", "task": 1, "category": "weights", )"
                                  R"("live_bytes": 1, "peak_bytes": 1})"),
                   "source: expected one of exact, paper, measured, got \"guessed\""));
    CHECK(contains(complaintAbout(R"({"kind": "confusion", "trained_task": 1, "epoch": 1, "true_class": 1, )"
                                  R"("predicted": {"x": 1}})"),
                   "predicted: expected images by class"));
    CHECK(contains(complaintAbout(R"({"kind": "end", "state": "finished"})"), "state: expected one of queued"));
    CHECK(contains(complaintAbout(R"({"kind": "run", "method": "er", "uuid": "1"})"), "uuid: expected a UUID"));
    CHECK(contains(complaintAbout(R"({"kind": "run", "method": "er", "tags": "a"})"), "tags: expected a list"));
    CHECK(contains(complaintAbout(R"({"kind": "run", "method": 7})"), "method: expected a text, got 7"));
    CHECK(contains(complaintAbout(R"({"kind": "run", "method": "er", "format": 2})"), "format: expected 1, got 2"));
    CHECK(
        contains(messageOf<InputError>([] { parsed(R"({"kind": "end"})"); }), "expected a line of kind \"run\" first"));
    CHECK(contains(messageOf<InputError>([] { parsed("\n"); }), "run.jsonl: holds no run"));
}
