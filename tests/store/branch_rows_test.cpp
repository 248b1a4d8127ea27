#include "base/error.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run of three tasks with a row of every kind in each of their two epochs.
struct ParentStore {
    ParentStore() {
        RunWriter writer(database, parent);
        writer.add(AccuracyRow{0, 0, 1, std::nullopt, 0.5});
        for (int task = 1; task <= 3; ++task) {
            for (int epoch = 1; epoch <= 2; ++epoch) {
                writer.add(AccuracyRow{task, epoch, 1, 0.1 * task, 0.1 * epoch});
                writer.add(ConfusionRow{task, epoch, 0, {{0, task}}});
                writer.add(ValidationRow{task, epoch, 1, 0.25, 0.5});
                writer.add(AnytimeRow{task, epoch, 5 * epoch, 1, 0.5, 0.5});
                writer.add(LayerMetricRow{task, epoch, 0, "fc", "memory_stability", 0.25 * task});
                writer.add(LayerDriftRow{task, epoch, 0, 1, 0.25 * task, 0.5});
                writer.add(LossRow{task, epoch, 10, 1.0 / task});
                writer.add(PhaseTimeRow{task, epoch, "training", 1.0});
                writer.add(ProcessRow{task, epoch, 1, 2, 3});
                writer.add(DeviceRow{"local", task, epoch, 1, 2, 3, 4, 5, {}, {}});
            }
            writer.add(MemoryRow{"measured", task, MemoryCategory::Weights, task, task});
            writer.add(StepMomentRow{task, 0, 0, "data", {}});
        }
        writer.flush();
        RunStore(database).recordNormalisation(parent, "none");
        RunStore(database).finish(parent, RunState::Done);
        RunSpec spec = exampleRun("er");
        spec.name = "branch";
        branch = RunStore(database).queueBranch(spec, {parent, 2, false, 2}, exampleCost(2), exampleCost(1));
    }

    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "runs.sqlite");
    RunId parent = startExample(database);
    RunId branch = 0;
    RunReader reader{database};
};

/// The rows of the tasks up to the second.
template <typename Row>
std::vector<Row> upToSecond(std::vector<Row> rows) {
    std::erase_if(rows, [](const Row& row) {
        if constexpr (requires { row.trainedTask; })
            return row.trainedTask > 2;
        else
            return row.task > 2;
    });
    return rows;
}

} // namespace

TEST_CASE("a branch has its parent's rows up to its task, of every kind, and none after", "[store]") {
    const ParentStore store;
    const auto same = [&](auto read) { return read(store.branch) == upToSecond(read(store.parent)); };
    const RunReader& reader = store.reader;
    CHECK(same([&](RunId run) { return reader.accuracies(run); }));
    CHECK(same([&](RunId run) { return reader.validations(run); }));
    CHECK(same([&](RunId run) { return reader.anytimeAccuracies(run); }));
    CHECK(same([&](RunId run) { return reader.layerMetrics(run, "memory_stability"); }));
    CHECK(same([&](RunId run) { return reader.losses(run); }));
    CHECK(same([&](RunId run) { return reader.phaseTimes(run); }));
    CHECK(same([&](RunId run) { return reader.processMemory(run); }));
    CHECK(same([&](RunId run) { return reader.stepMoments(run); }));
    CHECK(reader.confusions(store.branch, {2, 2}).front().predicted.at(0) == 2);
    CHECK(reader.confusions(store.branch, {3, 1}).empty());
    CHECK(integerOf(store.database, "SELECT count(*) FROM memory WHERE run_id = 2 AND source = 'measured'") == 2);
    const RunSummary run = reader.run(store.branch);
    CHECK(run.state == RunState::Queued);
    CHECK(run.method == "er");
    CHECK(run.classIl == reader.accuracies(store.branch).back().classIl); // after the second task
    CHECK(run.normalisation == "none");
    CHECK(run.threads == reader.run(store.parent).threads);
    CHECK(run.parentRun == store.parent);
    CHECK(run.branchTask == 2);
    CHECK(reader.branch(store.branch) == RunBranch{store.parent, 2, false, 2});
    CHECK(!reader.branch(store.parent));
    CHECK(!reader.run(store.parent).parentRun);
    CHECK(integerOf(store.database, "SELECT count(*) FROM run_branch WHERE run_id = 2 AND parent_run_id = 1 AND task = "
                                    "2") == 1);
}

TEST_CASE("no table with rows by task is forgotten when a run is branched", "[store]") {
    const ParentStore store;
    // Tables of a run that are not copied: what is predicted, how far it is, its sums, its marks, and the branch
    // itself; and what is of the whole run (tests/store/run_marks_test.cpp).
    const std::set<std::string> apart = {"predictions",  "run_progress", "run_totals",
                                         "run_branches", "run_tags",     "run_environments"};
    SQLite::Statement tables(store.database.handle(),
                             "SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c ON c.name = 'run_id' "
                             "WHERE s.type = 'table' AND s.name <> 'runs'");
    int copied = 0;
    while (tables.executeStep()) {
        const std::string name = tables.getColumn(0).getString();
        if (apart.contains(name)) continue;
        CAPTURE(name);
        CHECK(integerOf(store.database, "SELECT count(*) FROM " + name + " WHERE run_id = 2") > 0);
        ++copied;
    }
    CHECK(copied == 14);
}

TEST_CASE("a branch of a deleted run stays readable, and knows whose it was", "[store]") {
    ParentStore store;
    RunStore(store.database).remove(store.parent);
    CHECK(store.reader.runs().size() == 1);
    CHECK(store.reader.accuracies(store.branch).size() == 5);
    CHECK(store.reader.run(store.branch).parentRun == 1);
    RunStore(store.database).remove(store.branch);
    CHECK(integerOf(store.database, "SELECT count(*) FROM run_branches") == 0);
    CHECK(
        contains(messageOf<InputError>([&] {
                     RunStore(store.database).queueBranch(exampleRun(), {1, 1, true, 1}, exampleCost(), exampleCost());
                 }),
                 "no run 1"));
}

TEST_CASE("inherited tasks may have more epochs than a branch's own, and are rewound as rows", "[store]") {
    ParentStore store;
    Database& database = store.database;
    RunSpec spec = exampleRun("er");
    spec.training.set("epochs", std::int64_t{1});
    const RunId shorter =
        RunStore(database).queueBranch(spec, {store.parent, 2, false, 2}, exampleCost(), exampleCost());
    CHECK(store.reader.accuracies(shorter).size() == 5);
    RunStore(database).rewind(shorter, {2, 2});
    CHECK(store.reader.accuracies(shorter).size() == 5);
}
