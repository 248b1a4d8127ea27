#include "store/migrations.h"

#include "base/error.h"
#include "spec/spec_file.h"
#include "store/database.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr auto kOldRun =
    "INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, state, created_at) VALUES "
    "('old', 'er', 'class-incremental', 'fashion-mnist', 'mlp', 7, 'name = \"old\"', 'done', '2024-01-01T00:00:00Z');"
    "INSERT INTO accuracies VALUES (1, 1, 1, 1, 0.5, 0.75); INSERT INTO last_evaluations VALUES (1, 1, 1);";

/// A file as the first version made it: the tables, and a view that is not today's.
void makeVersion1(const std::filesystem::path& file) {
    SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(handle, {migrations().front()}, "CREATE VIEW run_summary AS SELECT run_id FROM runs;");
    handle.exec(kOldRun);
}

bool hasIndex(const Database& database, const std::string& name) {
    return integerOf(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = '" + name + "'") ==
           1;
}

} // namespace

TEST_CASE("migrations are numbered from 1 without a gap", "[store]") {
    int expected = 1;
    for (const Migration& step : migrations()) CHECK(step.version == expected++);
}

TEST_CASE("opening an old file for writing brings it up to date and keeps its rows", "[store]") {
    const TemporaryFolder folder;
    makeVersion1(folder / "old.sqlite");
    const auto database = Database::openForWriting(folder / "old.sqlite");
    CHECK(integerOf(database, "PRAGMA user_version") == Database::schemaVersion());
    CHECK(hasIndex(database, "runs_by_state"));
    const RunSummary run = RunReader(database).run(1);
    CHECK(run.name == "old");
    CHECK(run.seed == 7);
    CHECK(run.classIl == 0.5);
    CHECK(run.taskIl == 0.75);
}

TEST_CASE("a file of version 2 gets a table for recorded steps, empty, and can be written", "[store]") {
    const TemporaryFolder folder;
    {
        SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations()[0], migrations()[1]}, "");
        handle.exec(kOldRun);
    }
    auto database = Database::openForWriting(folder / "old.sqlite");
    CHECK(RunReader(database).stepMoments(1).empty());
    RunWriter writer(database, 1);
    writer.add(StepMomentRow{1, 0, 0, "data", {}});
    writer.flush();
    CHECK(RunReader(database).stepMoments(1).size() == 1);
    CHECK(RunReader(database).accuracies(1).size() == 1);
}

TEST_CASE("a file of version 6 gets what came later, empty, and keeps its rows", "[store]") {
    const TemporaryFolder folder;
    {
        SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations().begin(), migrations().begin() + 6}, "");
        handle.exec(kOldRun);
    }
    auto database = Database::openForWriting(folder / "old.sqlite");
    CHECK(RunReader(database).confusions(1, {1, 1}).empty());
    RunWriter writer(database, 1);
    writer.add(ConfusionRow{1, 1, 3, {{3, 9}, {4, 1}}});
    writer.flush();
    writer.add(ValidationRow{1, 1, 1, 0.5, 0.75});
    writer.add(AnytimeRow{1, 1, 5, 1, 0.5, 0.5});
    writer.add(ProcessRow{1, 1, 1, 2, 3});
    writer.flush();
    CHECK(RunReader(database).confusions(1, {1, 1}).size() == 1);
    CHECK(RunReader(database).anytimeAccuracies(1).size() == 1);
    CHECK(RunReader(database).processMemory(1).size() == 1);
    CHECK(RunReader(database).run(1).classOrder.empty());
    CHECK(RunReader(database).accuracies(1).size() == 1);
}

TEST_CASE("a file of version 14 gets room for what devices tell and for drifts, and its runs have no budget",
          "[store]") {
    const TemporaryFolder folder;
    {
        SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations().begin(), migrations().begin() + 14}, "");
        handle.exec(kOldRun);
    }
    auto database = Database::openForWriting(folder / "old.sqlite");
    CHECK(RunReader(database).deviceMeasurements(1).empty());
    CHECK(RunReader(database).budget(1) == 0);
    RunWriter writer(database, 1);
    writer.add(DeviceRow{"local", 1, 1, 2, 3, 4, 5, {}, 45.5, {}});
    writer.add(LayerDriftRow{2, 1, 0, 1, 0.5, 0.5});
    writer.flush();
    RunStore(database).setBudget(1, 64 << 20);
    CHECK(RunReader(database).layerDrifts(1).size() == 1);
    CHECK(RunReader(database).deviceMeasurements(1).front().celsius == 45.5);
    CHECK_FALSE(RunReader(database).deviceMeasurements(1).front().joulesPerSample);
    CHECK(RunReader(database).budget(1) == 64 << 20);
    CHECK(RunReader(database).accuracies(1).size() == 1);
}

TEST_CASE("an old file is not migrated by a reader, who says what does", "[store]") {
    const TemporaryFolder folder;
    makeVersion1(folder / "old.sqlite");
    const std::string before = readBytes(folder / "old.sqlite");
    const std::string message = messageOf<InputError>([&] { Database::openForReading(folder / "old.sqlite"); });
    CHECK(contains(message, "older version of the workbench (schema 1"));
    CHECK(contains(message, "lightcl run"));
    CHECK(readBytes(folder / "old.sqlite") == before);
}

TEST_CASE("a migration that fails leaves the file as it was", "[store]") {
    const TemporaryFolder folder;
    makeVersion1(folder / "old.sqlite");
    SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE);
    const std::vector<Migration> steps = {migrations().front(),
                                          {2, "ALTER TABLE runs ADD COLUMN device TEXT;"},
                                          {3, "CREATE TABLE runs(again INTEGER);"}};
    CHECK_THROWS_AS(migrate(handle, steps, ""), SQLite::Exception);
    CHECK(readSchemaVersion(handle) == 1);
    CHECK_THROWS_AS(handle.exec("SELECT device FROM runs"), SQLite::Exception);
    CHECK(handle.execAndGet("SELECT run_id FROM run_summary").getInt() == 1);
}

TEST_CASE("several steps are applied in order, each once", "[store]") {
    const TemporaryFolder folder;
    makeVersion1(folder / "old.sqlite");
    SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE);
    const std::vector<Migration> steps = {migrations().front(),
                                          {2, "ALTER TABLE runs ADD COLUMN device TEXT NOT NULL DEFAULT 'laptop';"},
                                          {3, "UPDATE runs SET device = device || ', upgraded';"}};
    for (int i = 0; i < 2; ++i) migrate(handle, steps, "CREATE VIEW devices AS SELECT device FROM runs;");
    CHECK(readSchemaVersion(handle) == 3);
    CHECK(handle.execAndGet("SELECT device FROM devices").getString() == "laptop, upgraded");
}

TEST_CASE("runs of an earlier version are methods' and start from no pretraining", "[store]") {
    const TemporaryFolder folder;
    makeVersion1(folder / "old.sqlite");
    const auto database = Database::openForWriting(folder / "old.sqlite");
    const RunSummary run = RunReader(database).run(1);
    CHECK(run.role == "method");
    CHECK_FALSE(run.isPretraining());
    CHECK_FALSE(run.pretrainingRun);
}

TEST_CASE("runs of an earlier version keep the inputs and the memory pass that they had", "[store]") {
    const TemporaryFolder folder;
    {
        SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations().begin(), migrations().begin() + 5}, "");
        handle.exec("INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, state, created_at) VALUES "
                    "('old', 'lightcl', 'class-incremental', 'cifar-10', 'mlp', 7, 'name = \"old\"\nseeds = [7]\n\n"
                    "[scenario]\ndataset = \"cifar-10\"\n\n[network]\nbackbone = \"mlp\"\n\n[[method]]\nname = "
                    "\"lightcl\"\n', 'queued', '2024-01-01T00:00:00Z')");
    }
    const auto database = Database::openForWriting(folder / "old.sqlite");
    const RunReader reader(database);
    CHECK(reader.run(1).normalisation == "none");
    const RunSpec run = parseRun(reader.specToml(1), "run 1");
    CHECK(run.scenario.text("normalise") == "none");
    CHECK(run.method.parameters.text("memory_batch_norm") == "joined");
    CHECK_FALSE(run.method.parameters.flag("augment_memory"));
}

TEST_CASE("images of an earlier version's runs stay as they are stored", "[store]") {
    const TemporaryFolder folder;
    {
        SQLite::Database handle((folder / "old.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(handle, {migrations().begin(), migrations().begin() + 5}, "");
        for (const std::string dataset : {"image-folder", "mnist"}) {
            handle.exec("INSERT INTO runs(name, method, scenario, dataset, backbone, seed, spec, state, created_at) "
                        "VALUES ('old', 'sgd', 'class-incremental', '" +
                        dataset + "', 'mlp', 7, 'name = \"old\"\nseeds = [7]\n\n[scenario]\ndataset = \"" + dataset +
                        "\"\n\n[network]\nbackbone = \"mlp\"\n\n[[method]]\nname = \"sgd\"\n', 'queued', "
                        "'2024-01-01T00:00:00Z')");
        }
    }
    const auto database = Database::openForWriting(folder / "old.sqlite");
    const RunReader reader(database);
    CHECK(parseRun(reader.specToml(1), "run 1").scenario.text("image_rotation") == "none");
    CHECK(parseRun(reader.specToml(2), "run 2").scenario.text("image_rotation") == "exif");
}
