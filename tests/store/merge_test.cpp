#include "store/merge.h"

#include "base/error.h"
#include "store/branch_rows.h"
#include "store/migrations.h"
#include "store/run_files.h"
#include "store/run_marks.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_transfer.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <csignal>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Files = std::vector<std::filesystem::path>;

/// A finished run with a row of every kind.
RunId addRun(Database& database, double accuracy) {
    const RunId run = startExample(database, "er");
    RunWriter writer(database, run);
    writer.add(AccuracyRow{1, 1, 1, accuracy, accuracy});
    writer.add(ValidationRow{1, 1, 1, 0.5, 0.75});
    writer.add(AnytimeRow{1, 1, 5, 1, 0.5, 0.5});
    writer.add(ConfusionRow{1, 1, 3, {{3, 9}, {4, 1}}});
    writer.add(LayerMetricRow{1, 1, 0, "fc1", "memory_stability", accuracy});
    writer.add(MemoryRow{"measured", 1, MemoryCategory::Weights, 10, 20});
    writer.add(StepMomentRow{1, 0, 0, "data", {}});
    writer.add(PhaseTimeRow{1, 1, "training", 2});
    writer.add(ProcessRow{1, 1, 1, 2, 3});
    writer.add(DeviceRow{"board", 1, 1, 1.5, 2.5, 3, 4, 0.5, {}, 1500});
    writer.add(LossRow{1, 1, 5, 0.25});
    writer.flush();
    writer.progress({{1, 1}, 5, 5, 1, 0.25, 0});
    writer.totals(3, 1e6, 1000);
    RunStore store(database);
    store.recordEnvironment(run, {"host", "chip", 1, 2, "Linux", "1", "2", "blas", "digest", ""});
    RunMarks(database).changeTags({run}, {"kept"}, {});
    store.finish(run, RunState::Done);
    return run;
}

std::filesystem::path fileWithRuns(const TemporaryFolder& folder, const std::string& name, int runs) {
    auto database = Database::openForWriting(folder / name);
    for (int run = 0; run < runs; ++run) addRun(database, 0.1 * (run + 1));
    return folder / name;
}

std::int64_t runsIn(const std::filesystem::path& file) {
    return integerOf(Database::openForReading(file), "SELECT count(*) FROM runs");
}

/// Everything that a run's tables hold, as text, without its numbers.
std::string contentOf(const std::filesystem::path& file, RunId run) {
    const auto database = Database::openForReading(file);
    std::string text;
    for (const std::string& table : runTables()) {
        SQLite::Statement rows(database.handle(), "SELECT * FROM " + table + " WHERE run_id = ?");
        rows.bind(1, run);
        while (rows.executeStep()) {
            text += "\n" + table;
            for (int i = 1; i < rows.getColumnCount(); ++i)
                if (std::string(rows.getColumnName(i)) != "metric_id") text += " " + rows.getColumn(i).getString();
        }
    }
    SQLite::Statement metrics(database.handle(), "SELECT metric, value FROM layer_heatmap WHERE run_id = ?");
    metrics.bind(1, run);
    while (metrics.executeStep()) text += metrics.getColumn(0).getString() + metrics.getColumn(1).getString();
    return text;
}

std::vector<std::string> complaintsOf(const std::filesystem::path& target, const Files& sources) {
    try {
        mergeDatabases(target, sources);
    } catch (const MergeError& error) {
        return error.lines();
    }
    return {};
}

} // namespace

TEST_CASE("every table with rows of runs is copied", "[store]") {
    const TemporaryFolder folder;
    const auto database = Database::openForWriting(folder / "a.sqlite");
    std::set<std::string> tables;
    SQLite::Statement query(
        database.handle(), "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND "
                           "c.name = 'run_id'");
    while (query.executeStep()) tables.insert(query.getColumn(0).getString());
    CHECK(tables == std::set<std::string>(runTables().begin(), runTables().end()));
}

TEST_CASE("a merged run has every row that it had, and a second merge changes nothing", "[store]") {
    const TemporaryFolder folder;
    const auto a = fileWithRuns(folder, "a.sqlite", 2);
    const auto b = fileWithRuns(folder, "b.sqlite", 1);
    const auto before = readBytes(b);
    // Metrics have other numbers here.
    runSql(a, "UPDATE metrics SET metric_id = 77; UPDATE layer_metrics SET metric_id = 77;");
    const auto merged = mergeDatabases(folder / "out.sqlite", {a, b});
    REQUIRE(merged.size() == 2);
    CHECK(merged[0].taken.size() == 2);
    REQUIRE(merged[1].taken.size() == 1);
    CHECK(merged[1].taken[0].to == 3);
    CHECK(contentOf(folder / "out.sqlite", 1) == contentOf(a, 1));
    CHECK(contentOf(folder / "out.sqlite", 2) == contentOf(a, 2));
    CHECK(contentOf(folder / "out.sqlite", 3) == contentOf(b, 1));
    CHECK(contains(contentOf(folder / "out.sqlite", 3), "run_tags kept"));
    CHECK(readBytes(b) == before);
    const auto again = mergeDatabases(folder / "out.sqlite", {a, b, a});
    CHECK(again[0].taken.empty());
    CHECK(again[0].known.size() == 2);
    CHECK(runsIn(folder / "out.sqlite") == 3);
    auto out = Database::openForWriting(folder / "out.sqlite");
    CHECK(queueExample(out) == 4);
}

TEST_CASE("merging 100 databases of one run each, twice, gives 100 runs", "[store]") {
    const TemporaryFolder folder;
    Files files;
    for (int i = 0; i < 100; ++i) {
        files.push_back(folder / (std::to_string(i) + ".sqlite"));
        auto database = Database::openForWriting(files.back());
        queueExample(database);
    }
    mergeDatabases(folder / "out.sqlite", files);
    mergeDatabases(folder / "out.sqlite", files);
    CHECK(runsIn(folder / "out.sqlite") == 100);
    CHECK(RunReader(Database::openForReading(folder / "out.sqlite")).runs().size() == 100);
}

TEST_CASE("branches and pretrainings find what they come from, whichever file brings it", "[store]") {
    const TemporaryFolder folder;
    auto a = Database::openForWriting(folder / "a.sqlite");
    const RunId parent = addRun(a, 0.5);
    RunStore store(a);
    const RunId pretraining =
        store.queue(exampleRun(), exampleCost(), exampleCost(), {}, {}, {RunRole::Pretraining, "content", {}});
    const RunId child =
        store.queue(exampleRun(), exampleCost(), exampleCost(), {}, {}, {RunRole::Method, "", pretraining});
    const RunId branch = store.queueBranch(exampleRun("er"), {parent, 1, true, 1}, exampleCost(), exampleCost());
    fileWithRuns(folder, "out.sqlite", 3);
    MergeOptions branchAlone;
    branchAlone.only = {branch};
    mergeDatabases(folder / "out.sqlite", {folder / "a.sqlite"}, branchAlone);
    {
        const auto out = Database::openForReading(folder / "out.sqlite");
        CHECK(integerOf(out, "SELECT count(*) FROM run_branch WHERE parent_run_id IS NULL") == 1);
        CHECK(!RunReader(out).run(4).parentRun);
    }
    mergeDatabases(folder / "out.sqlite", {folder / "a.sqlite"});
    const RunReader reader(a);
    const auto out = Database::openForReading(folder / "out.sqlite");
    const RunReader merged(out);
    const auto find = [&](RunId run) {
        for (const auto& one : merged.runs())
            if (one.uuid == reader.run(run).uuid) return one;
        return RunSummary{};
    };
    CHECK(find(branch).parentRun == find(parent).id);
    CHECK(find(child).pretrainingRun == find(pretraining).id);
    CHECK(merged.runs().size() == 7);
}

TEST_CASE("a running run is left out, and one whose worker is gone is interrupted", "[store]") {
    const TemporaryFolder folder;
    {
        auto a = Database::openForWriting(folder / "a.sqlite");
        startExample(a); // this process
        startExample(a);
        a.handle().exec("UPDATE runs SET worker_start_ticks = 1 WHERE run_id = 2");
    }
    const auto merged = mergeDatabases(folder / "out.sqlite", {folder / "a.sqlite"});
    CHECK(merged[0].running == std::vector<RunId>{1});
    REQUIRE(merged[0].taken.size() == 1);
    const auto out = Database::openForReading(folder / "out.sqlite");
    const auto run = RunReader(out).run(merged[0].taken[0].to);
    CHECK(run.state == RunState::Interrupted);
    CHECK(contains(run.message, "ended unexpectedly"));
    CHECK(integerOf(out, "SELECT sum(worker_pid) FROM runs") == 0);
}

TEST_CASE("checkpoints come along under the new number", "[store]") {
    const TemporaryFolder folder;
    const auto a = fileWithRuns(folder, "a.sqlite", 1);
    const auto out = fileWithRuns(folder, "out.sqlite", 1);
    std::filesystem::create_directories(checkpointFile(a, 1).parent_path());
    writeBytes(checkpointFile(a, 1), "last");
    writeBytes(taskCheckpointFile(a, 1, 2), "second");
    std::filesystem::create_directories(checkpointFile(out, 1).parent_path());
    writeBytes(checkpointFile(out, 1), "own");
    writeBytes(checkpointFile(out, 2), "left by another database");
    mergeDatabases(out, {a});
    CHECK(readBytes(checkpointFile(out, 1)) == "own");
    CHECK(readBytes(checkpointFile(out, 2)) == "last");
    CHECK(readBytes(taskCheckpointFile(out, 2, 2)) == "second");
    CHECK(readBytes(checkpointFile(a, 1)) == "last");
}

TEST_CASE("files of older schemas are read and stay as they are; copies of one hold the same run", "[store]") {
    const TemporaryFolder folder;
    for (const std::string name : {"a.sqlite", "b.sqlite"}) {
        SQLite::Database handle((folder / name).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations().front()}, "CREATE VIEW run_summary AS SELECT run_id FROM runs;");
        handle.exec("INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, state, created_at) VALUES "
                    "('old', 'er', 'class-incremental', 'fashion-mnist', 'mlp', 7, 'name = \"old\"', 'done', "
                    "'2024-01-01T00:00:00Z'); INSERT INTO accuracies VALUES (1, 1, 1, 1, 0.5, 0.75); "
                    "INSERT INTO last_evaluations VALUES (1, 1, 1);");
    }
    const auto before = readBytes(folder / "a.sqlite");
    mergeDatabases(folder / "out.sqlite", {folder / "a.sqlite", folder / "b.sqlite"});
    CHECK(readBytes(folder / "a.sqlite") == before);
    CHECK(runsIn(folder / "out.sqlite") == 1);
    CHECK(RunReader(Database::openForReading(folder / "out.sqlite")).run(1).classIl == 0.5);
}

TEST_CASE("what cannot be merged is named, a line each, and nothing is merged", "[store]") {
    const TemporaryFolder folder;
    const auto good = fileWithRuns(folder, "good.sqlite", 1);
    const auto out = fileWithRuns(folder, "out.sqlite", 1);
    writeBytes(folder / "text.sqlite", "no database");
    writeBytes(folder / "empty.sqlite", "");
    runSql(folder / "foreign.sqlite", "CREATE TABLE runs(run_id INTEGER)");
    fileWithRuns(folder, "newer.sqlite", 1);
    runSql(folder / "newer.sqlite", "PRAGMA user_version = 999");
    auto bytes = readBytes(fileWithRuns(folder, "damaged.sqlite", 1));
    for (std::size_t at = 4096; at < bytes.size(); at += 4096) bytes.replace(at, 64, std::string(64, '\xff'));
    writeBytes(folder / "damaged.sqlite", bytes);
    fileWithRuns(folder, "odd.sqlite", 1);
    runSql(folder / "odd.sqlite", "UPDATE runs SET uuid = '../../etc'");
    const auto before = readBytes(out);
    const auto lines = complaintsOf(out, {good, folder / "text.sqlite", folder / "empty.sqlite",
                                          folder / "foreign.sqlite", folder / "newer.sqlite", folder / "damaged.sqlite",
                                          folder / "odd.sqlite", folder / "missing.sqlite"});
    REQUIRE(lines.size() == 7);
    CHECK(contains(lines[0], "text.sqlite: not an SQLite database"));
    CHECK(contains(lines[1], "empty.sqlite: is empty"));
    CHECK(contains(lines[2], "another program"));
    CHECK(contains(lines[3], "newer version of the workbench (schema 999, this one knows " +
                                 std::to_string(Database::schemaVersion())));
    CHECK(contains(lines[4], "damaged"));
    CHECK(contains(lines[5], "identity of run 1 is no UUID"));
    CHECK(contains(lines[6], "no such file"));
    CHECK(runsIn(out) == 1);
    CHECK(readBytes(out) == before);
    CHECK(contains(complaintsOf(out, {good, out}).at(0), "is the file that is merged into"));
    CHECK(complaintsOf(folder / "new.sqlite", {folder / "text.sqlite"}).size() == 1);
    CHECK_FALSE(std::filesystem::exists(folder / "new.sqlite"));
    CHECK_THROWS_AS(mergeDatabases(folder / "text.sqlite", {good}), InputError);
}

TEST_CASE("a merge that is killed half-way leaves the target as it was", "[store]") {
    const TemporaryFolder folder;
    const auto a = fileWithRuns(folder, "a.sqlite", 5);
    const auto out = fileWithRuns(folder, "out.sqlite", 1);
    for (const auto& target : {out, folder / "new.sqlite"}) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            MergeOptions options;
            options.told = [](const MergedRun& run) {
                if (run.from == 3) raise(SIGKILL);
            };
            mergeDatabases(target, {a}, options);
            _exit(0);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "new.sqlite"));
    CHECK(runsIn(out) == 1);
    CHECK(Database::openForWriting(out).handle().execAndGet("PRAGMA integrity_check").getString() == "ok");
    mergeDatabases(out, {a});
    CHECK(runsIn(out) == 6);
}
