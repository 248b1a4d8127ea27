#include "store/run_bounds.h"

#include "base/error.h"
#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A run of three tasks and two epochs with a row of each kind, whose tables are then changed.
class ChangedRun {
public:
    ChangedRun() {
        auto database = Database::openForWriting(file());
        const RunId run = startExample(database, "sgd");
        RunWriter writer(database, run);
        writer.add(AccuracyRow{1, 1, 1, 0.5, 0.75});
        writer.add(ConfusionRow{1, 1, 0, {{0, 1}}});
        writer.add(LayerMetricRow{1, 1, 0, "fc1", "gradient norm", 1});
        writer.add(MemoryRow{"measured", 1, MemoryCategory::Weights, 10, 20});
        writer.add(StepMomentRow{1, 0, 0.5, "data", {}});
        writer.add(PhaseTimeRow{1, 1, "training", 1});
        writer.add(LossRow{1, 1, 1, 0.5});
        writer.add(ProcessRow{1, 1, 1, 2, 3});
        writer.add(DeviceRow{"board", 1, 1, 1.5, 2.5, 3, 4, 0.5, {}, 1500});
        writer.add(AnytimeRow{1, 1, 5, 1, 0.5, 0.5});
        writer.progress({{1, 1}, 1, 2, 0.5, 0.1, 3});
        writer.flush();
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "runs.sqlite"; }
    void change(const std::string& sql) const {
        SQLite::Database handle(file().string(), SQLite::OPEN_READWRITE);
        handle.exec("PRAGMA ignore_check_constraints = ON;" + sql);
    }

private:
    TemporaryFolder folder_;
};

template <typename Read>
std::string refusalOf(const std::string& sql, Read&& read) {
    const ChangedRun run;
    run.change(sql);
    const auto database = Database::openForReading(run.file());
    const RunReader reader(database);
    return messageOf<Error>([&] { static_cast<void>(read(reader)); });
}

} // namespace

TEST_CASE("rows beyond the run's own spec are refused, naming file, run and number", "[store]") {
    const auto accuracies = [](const RunReader& reader) { return reader.accuracies(1); };
    const auto layers = [](const RunReader& reader) { return reader.layerMetrics(1); };
    const auto losses = [](const RunReader& reader) { return reader.losses(1); };
    const auto refusal = refusalOf("UPDATE accuracies SET trained_task = 100000", accuracies);
    CHECK(contains(refusal, "runs.sqlite: run 1: accuracies: trained_task: expected 0 to 3, found 100000"));
    CHECK(contains(refusalOf("UPDATE accuracies SET eval_task = 4", accuracies), "eval_task"));
    CHECK(contains(refusalOf("UPDATE accuracies SET eval_task = -1", accuracies), "eval_task"));
    CHECK(contains(refusalOf("UPDATE accuracies SET epoch = 3", accuracies), "epoch: expected 0 to 2"));
    CHECK(contains(refusalOf("UPDATE accuracies SET epoch = 4294967297", accuracies), "epoch")); // 1 as 32 bits
    CHECK(contains(refusalOf("UPDATE accuracies SET class_il = 1e308", accuracies), "class_il"));
    CHECK(contains(refusalOf("UPDATE accuracies SET task_il = -0.5", accuracies), "task_il"));
    const auto confusions = [](const RunReader& reader) { return reader.confusions(1, {1, 1}); };
    CHECK(contains(refusalOf("UPDATE confusions SET true_class = 4294967296", confusions), "true_class"));
    CHECK(contains(refusalOf("UPDATE confusions SET predicted = '{\"7000000\":1}'", confusions), "predicted_class"));
    CHECK(contains(refusalOf("UPDATE confusions SET predicted = '{\"1\":-1}'", confusions), "count"));
    CHECK(contains(refusalOf("UPDATE confusions SET predicted = 'no counts'", confusions), "runs.sqlite"));
    CHECK(contains(refusalOf("UPDATE layers SET layer_index = 2000000000", layers), "layer_index"));
    CHECK(contains(refusalOf("UPDATE layer_metrics SET layer_index = 4294967296", layers), "layer_index"));
    CHECK(contains(refusalOf("UPDATE layer_metrics SET task = 77", layers), "task"));
    CHECK(contains(refusalOf("UPDATE losses SET epoch = 1000000", losses), "epoch"));
    CHECK(contains(refusalOf("UPDATE losses SET step = -1", losses), "step"));
    CHECK(contains(refusalOf("UPDATE memory SET peak_bytes = -1", [](const auto& r) { return r.memory(1); }), "bytes"));
    CHECK(contains(refusalOf("UPDATE memory SET task = 99", [](const auto& r) { return r.memory(1); }), "task"));
    CHECK(contains(refusalOf("UPDATE step_moments SET seconds = 9e999", [](const auto& r) { return r.stepMoments(1); }),
                   "seconds"));
    CHECK(contains(refusalOf("UPDATE step_moments SET data_bytes = 9223372036854775807",
                             [](const auto& r) { return r.stepMoments(1); }),
                   "bytes"));
    const auto processes = [](const RunReader& reader) { return reader.processMemory(1); };
    CHECK(contains(refusalOf("UPDATE epoch_processes SET anonymous_bytes = -1", processes), "bytes"));
    CHECK(contains(refusalOf("UPDATE epoch_processes SET epoch = 7", processes), "epoch"));
    const auto devices = [](const RunReader& reader) { return reader.deviceMeasurements(1); };
    CHECK(contains(refusalOf("UPDATE epoch_devices SET rss_file_bytes = -1", devices), "bytes"));
    CHECK(contains(refusalOf("UPDATE epoch_devices SET step_ms_p95 = -1", devices), "seconds"));
    CHECK(contains(refusalOf("UPDATE epoch_devices SET joules_per_sample = -1", devices), "joules_per_sample"));
    CHECK(contains(refusalOf("UPDATE epoch_devices SET task = 9", devices), "task"));
    const auto anytime = [](const RunReader& reader) { return reader.anytimeAccuracies(1); };
    CHECK(contains(refusalOf("UPDATE anytime SET class_il = 2", anytime), "anytime: class_il"));
    CHECK(contains(refusalOf("UPDATE anytime SET eval_task = 9", anytime), "eval_task"));
    CHECK(contains(refusalOf("UPDATE anytime SET step = -1", anytime), "step"));
    CHECK(contains(refusalOf("UPDATE phases SET seconds = -1", [](const auto& r) { return r.phaseTimes(1); }),
                   "seconds"));
}

TEST_CASE("what diverged is no impossible number", "[store]") {
    const ChangedRun run;
    run.change("UPDATE accuracies SET class_il = NULL, task_il = NULL; UPDATE losses SET loss = NULL");
    const auto database = Database::openForReading(run.file());
    CHECK(RunReader(database).accuracies(1).size() == 1);
    CHECK(RunReader(database).losses(1).size() == 1);
}

TEST_CASE("the list of runs leaves figures out that no run can have", "[store]") {
    const ChangedRun run;
    run.change("UPDATE run_progress SET fraction = 1e300, step = -5, task = 99999999999, remaining_seconds = 9e999; "
               "UPDATE accuracies SET class_il = 1e308; INSERT OR REPLACE INTO run_totals VALUES (1, -1, -1, -1)");
    const auto database = Database::openForReading(run.file());
    const RunSummary summary = RunReader(database).run(1);
    CHECK(!summary.classIl);
    CHECK(summary.taskIl == 0.75);
    CHECK(!summary.seconds);
    CHECK(!summary.trainingFlops);
    CHECK(!summary.peakRssBytes);
    CHECK(summary.progress.fraction == 1);
    CHECK(summary.progress.step == 0);
    CHECK(summary.progress.position.task == std::numeric_limits<int>::max());
}

TEST_CASE("a run of a newer catalog is held to the catalog's limits", "[store]") {
    const RunBounds bounds = RunBounds::of("name = \"x\"\n[unknown]\na = 1\n", 1);
    CHECK(bounds.tasks == 1000);
    CHECK_NOTHROW(bounds.check(AccuracyRow{1000, 1, 1000, 0.5, 0.5}));
    CHECK_THROWS_AS(bounds.check(AccuracyRow{1001, 1, 1, 0.5, 0.5}), Error);
}
