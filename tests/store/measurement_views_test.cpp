#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct MeasuredStore {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "m.sqlite");
    RunId run = startExample(database);
    RunReader reader{database};

    [[nodiscard]] std::int64_t bytes(const std::string& source, const std::string& category) const {
        return integerOf(database, "SELECT bytes FROM memory_breakdown WHERE source = '" + source +
                                       "' AND category = '" + category + "'");
    }
};

} // namespace

TEST_CASE("the measured peak is the largest task's, without what measuring takes", "[store]") {
    MeasuredStore store;
    RunWriter writer(store.database, store.run);
    writer.add(MemoryRow{"measured", 1, MemoryCategory::Weights, 100, 100});
    writer.add(MemoryRow{"measured", 1, MemoryCategory::Activations, 0, 500});
    writer.add(MemoryRow{"measured", 1, MemoryCategory::Measuring, 9000, 9000});
    writer.add(MemoryRow{"measured", 2, MemoryCategory::Weights, 100, 100});
    writer.add(MemoryRow{"measured", 2, MemoryCategory::Activations, 0, 400});
    writer.add(MemoryRow{"measured", 2, MemoryCategory::ReplayBuffer, 250, 250});
    writer.flush();
    CHECK(store.reader.run(store.run).measuredPeakBytes == 750);
    CHECK(store.bytes("measured", "activations") == 400);
    CHECK(store.bytes("measured", "replay buffer") == 250);
    CHECK(store.bytes("exact", "weights") == 2000);
    CHECK(store.bytes("paper", "weights") == 1000);
    CHECK(integerOf(store.database, "SELECT count(*) FROM memory_breakdown WHERE source = 'measured'") == 3);
    CHECK(integerOf(store.database, "SELECT live_bytes FROM memory_by_task WHERE source = 'measured' AND task = 2 "
                                    "AND category = 'replay buffer'") == 250);
}

TEST_CASE("a recorded step is read as it was written, and its view has a row for every category", "[store]") {
    MeasuredStore store;
    StepMomentRow first{2, 0, 0, "data", {}};
    StepMomentRow later{2, 17, 0.25, "backward layer1.0", {}};
    for (const MemoryCategory category : kMemoryCategories)
        if (category != MemoryCategory::Measuring) later.bytes[category] = 100 + static_cast<int>(category);
    RunWriter writer(store.database, store.run);
    writer.add(later);
    writer.add(first);
    writer.flush();
    CHECK(store.reader.stepMoments(store.run) == std::vector{first, later});
    CHECK(integerOf(store.database, "SELECT count(*) FROM step_timeline WHERE run_id = 1 AND task = 2") == 16);
    for (const MemoryCategory category : kMemoryCategories) {
        if (category == MemoryCategory::Measuring) continue;
        const std::string name(toString(category));
        CAPTURE(name);
        CHECK(integerOf(store.database, "SELECT bytes FROM step_timeline WHERE moment = 17 AND seconds = 0.25 AND "
                                        "phase = 'backward layer1.0' AND category = '" +
                                            name + "'") == later.bytes[category]);
    }
}

TEST_CASE("the heatmap names layers and metrics", "[store]") {
    MeasuredStore store;
    RunWriter writer(store.database, store.run);
    writer.add(LayerMetricRow{2, 1, 3, "layer1.0.conv1", "memory_stability", 0.5});
    writer.flush();
    CHECK(integerOf(store.database,
                    "SELECT count(*) FROM layer_heatmap WHERE run_id = 1 AND task = 2 AND epoch = 1 AND "
                    "layer_index = 3 AND layer = 'layer1.0.conv1' AND metric = 'memory_stability' "
                    "AND value = 0.5") == 1);
}

TEST_CASE("every documented view has its columns", "[store]") {
    const MeasuredStore store;
    for (const std::string query :
         {"SELECT run_id, name, method, scenario, dataset, backbone, seed, state, class_il, task_il, forgetting, bwt, "
          "learning_accuracy, predicted_peak_bytes, measured_peak_bytes, peak_rss_bytes, training_flops, seconds, fwt, "
          "forgetting_task_il, bwt_task_il, learning_accuracy_task_il, message, paper_peak_bytes FROM run_summary",
          "SELECT run_id, trained_task, eval_task, class_il, task_il FROM accuracy_matrix",
          "SELECT run_id, trained_task, epoch, eval_task, class_il, task_il FROM forgetting_curve",
          "SELECT run_id, trained_task, eval_task, task_il FROM zero_shot",
          "SELECT run_id, task, epoch, layer_index, layer, metric, value FROM layer_heatmap",
          "SELECT run_id, source, category, bytes FROM memory_breakdown",
          "SELECT run_id, source, task, category, live_bytes, peak_bytes FROM memory_by_task",
          "SELECT run_id, task, moment, seconds, phase, category, bytes FROM step_timeline",
          "SELECT run_id, task, epoch, step, loss FROM loss_curve",
          "SELECT run_id, task, epoch, phase, seconds FROM phase_times"})
        CHECK_NOTHROW(SQLite::Statement(store.database.handle(), query));
}
