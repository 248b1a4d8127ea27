#include "store/run_writer.h"

#include "base/error.h"
#include "store/run_reader.h"
#include "store/store_fixture.h"
#include "support/message_of.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <fmt/format.h>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

struct WrittenStore {
    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "w.sqlite");
    RunId run = startExample(database);
    RunReader reader{database};
};

} // namespace

TEST_CASE("rows come back as they were written, in order", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    const std::vector<AccuracyRow> accuracies = {
        {0, 0, 1, std::nullopt, 0.5}, {1, 1, 1, 0.75, 0.875}, {1, 1, 2, std::nullopt, 0.25}};
    const std::vector<LayerMetricRow> metrics = {{1, 1, 0, "conv1", "learning_plasticity", 0.125},
                                                 {1, 1, 1, "fc", "learning_plasticity", 0.5},
                                                 {1, 2, 0, "conv1", "learning_plasticity", 0.25}};
    for (auto row = accuracies.rbegin(); row != accuracies.rend(); ++row) writer.add(*row);
    for (auto row = metrics.rbegin(); row != metrics.rend(); ++row) writer.add(*row);
    writer.add(LayerMetricRow{1, 1, 0, "conv1", "memory_stability", 1});
    writer.add(MemoryRow{"measured", 1, MemoryCategory::ReplayBuffer, 10, 20});
    writer.add(PhaseTimeRow{1, 1, "layer metrics", 0.5});
    writer.add(ProcessRow{1, 2, 3.5, 200, 300});
    const DeviceRow measured{"board", 1, 2, 1.5, 2.25, 200, 300, 0.125, {}, 1500};
    writer.add(measured);
    const LayerDriftRow drift{2, 1, 0, 1, 0.75, 0.5};
    writer.add(drift);
    writer.add(LossRow{1, 1, 32, 2.25});
    writer.flush();

    CHECK(store.reader.accuracies(store.run) == accuracies);
    CHECK(store.reader.layerMetrics(store.run, "learning_plasticity") == metrics);
    CHECK(store.reader.layerMetrics(store.run, "linear_cka").empty());
    CHECK(store.reader.layerMetricNames(store.run).size() == 2);
    CHECK(store.reader.memory(store.run).back() == MemoryRow{"paper", 0, MemoryCategory::Workspace, 0, 0});
    CHECK(store.reader.phaseTimes(store.run).front().phase == "layer metrics");
    CHECK(store.reader.phaseTimes(store.run).front().seconds == 0.5);
    CHECK(store.reader.processMemory(store.run) == std::vector<ProcessRow>{{1, 2, 3.5, 200, 300}});
    CHECK(store.reader.deviceMeasurements(store.run) == std::vector<DeviceRow>{measured});
    CHECK(store.reader.layerDrifts(store.run) == std::vector<LayerDriftRow>{drift});
    CHECK(store.reader.losses(store.run).front().step == 32);
    CHECK(store.reader.losses(store.run).front().loss == 2.25);
}

TEST_CASE("predictions by class come back as counts, and give each class its accuracy", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    const std::vector<ConfusionRow> rows = {{1, 2, 0, {{0, 7}, {1, 3}}}, {1, 2, 5, {{0, 10}}}};
    writer.add(ConfusionRow{1, 1, 0, {{1, 10}}});
    for (const ConfusionRow& row : rows) writer.add(row);
    writer.flush();
    CHECK(store.reader.confusions(store.run, {1, 2}) == rows);
    CHECK(store.reader.confusions(store.run, {2, 1}).empty());
    const auto only = [&](const std::string& what) { return integerOf(store.database, "SELECT " + what); };
    CHECK(only("count(*) FROM confusion_matrix") == 4);
    CHECK(only("count FROM confusion_matrix WHERE run_id = 1 AND trained_task = 1 AND epoch = 2 AND true_class = 0 AND "
               "predicted_class = 1") == 3);
    CHECK(only("count(*) FROM class_accuracy WHERE epoch = 2 AND class = 0 AND accuracy = 0.7 AND images = 10") == 1);
    CHECK(only("count(*) FROM class_accuracy WHERE epoch = 2 AND class = 5 AND accuracy = 0") == 1);
    // Few bytes: a hundred classes confused with ten others each, in one epoch, beside the file's first pages.
    const auto before = only("page_count * page_size FROM pragma_page_count(), pragma_page_size()");
    for (int label = 0; label < 100; ++label) {
        ConfusionRow row{3, 1, label, {}};
        for (int taken = 0; taken < 10; ++taken) row.predicted[taken * 7] = 5;
        writer.add(row);
    }
    writer.flush();
    CHECK(only("count(*) FROM confusion_matrix WHERE trained_task = 3") == 1000);
    CHECK(only("page_count * page_size FROM pragma_page_count(), pragma_page_size()") - before < 16 * 1024);
}

TEST_CASE("rows wait for a flush or a full batch", "[store]") {
    WrittenStore store;
    {
        RunWriter writer(store.database, store.run);
        for (int step = 1; step <= 4096; ++step) writer.add(LossRow{1, 1, step, 1.0});
        CHECK(store.reader.losses(store.run).size() == 4096);
        writer.add(LossRow{1, 1, 4097, 1.0});
        CHECK(store.reader.losses(store.run).size() == 4096);
    }
    CHECK(store.reader.losses(store.run).size() == 4096);
}

TEST_CASE("a row of the same place is replaced", "[store]") {
    WrittenStore store;
    for (const double value : {0.25, 0.5}) {
        RunWriter writer(store.database, store.run);
        writer.add(AccuracyRow{1, 1, 1, value, value});
        writer.add(LayerMetricRow{1, 1, 0, "fc", "gradient_norm", value});
        writer.flush();
    }
    CHECK(store.reader.accuracies(store.run) == std::vector<AccuracyRow>{{1, 1, 1, 0.5, 0.5}});
    CHECK(store.reader.layerMetrics(store.run, "gradient_norm").front().value == 0.5);
}

TEST_CASE("of many layer values in one batch each finds its place, and the last of a place stays", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    const auto add = [&](int epoch, int layer, const char* metric, double value) {
        writer.add(LayerMetricRow{1, epoch, layer, fmt::format("layer{}", layer), metric, value});
    };
    constexpr int kLayers = 7; // two epochs of two metrics: more values than one statement takes, and no multiple of it
    for (const double shift : {100.0, 0.0})
        for (int epoch = 1; epoch <= 2; ++epoch)
            for (const char* metric : {"linear_cka", "gradient_norm"})
                for (int layer = 0; layer < kLayers; ++layer)
                    add(epoch, layer, metric, shift + 10 * epoch + layer + (*metric == 'g' ? 0.5 : 0));
    writer.flush();
    for (const char* metric : {"linear_cka", "gradient_norm"}) {
        const auto rows = store.reader.layerMetrics(store.run, metric);
        REQUIRE(rows.size() == 2 * kLayers);
        for (const LayerMetricRow& row : rows) {
            CHECK(row.value == 10 * row.epoch + row.layerIndex + (*metric == 'g' ? 0.5 : 0));
            CHECK(row.layer == fmt::format("layer{}", row.layerIndex));
        }
    }
}

TEST_CASE("progress and totals are written at once and replaced", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    writer.progress({{1, 1}, 5, 10, 0.05, 2.5, 60});
    writer.progress({{2, 1}, 7, 10, 0.5, std::numeric_limits<double>::quiet_NaN(), 30});
    writer.totals(10, 1e9, 1000);
    writer.totals(20.5, 2e9, 2000);
    const RunSummary run = store.reader.run(store.run);
    CHECK(run.progress.position == RunPosition{2, 1});
    CHECK(run.progress.step == 7);
    CHECK(run.progress.steps == 10);
    CHECK(run.progress.fraction == 0.5);
    CHECK(std::isnan(run.progress.loss));
    CHECK(run.progress.remainingSeconds == 30);
    CHECK(run.seconds == 20.5);
    CHECK(run.trainingFlops == 2e9);
    CHECK(run.peakRssBytes == 2000);
}

TEST_CASE("a run that diverged is stored all the same", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    writer.add(LossRow{1, 1, 1, nan});
    writer.add(LossRow{1, 1, 2, std::numeric_limits<double>::infinity()});
    writer.add(LayerMetricRow{1, 1, 0, "fc", "gradient_norm", nan});
    writer.flush();
    CHECK(std::isnan(store.reader.losses(store.run)[0].loss));
    CHECK(std::isinf(store.reader.losses(store.run)[1].loss));
    CHECK(std::isnan(store.reader.layerMetrics(store.run, "gradient_norm")[0].value));
}

TEST_CASE("a full disk is said in one line, harms nothing, and the rows can be written later", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, store.run);
    writer.add(LossRow{1, 1, 1, 0.5});
    writer.flush();
    const auto pages = integerOf(store.database, "PRAGMA page_count");
    store.database.handle().exec("PRAGMA max_page_count = " + std::to_string(pages));
    for (int step = 2; step <= 3000; ++step) writer.add(LossRow{1, 1, step, 0.5});
    writer.add(LayerMetricRow{1, 1, 0, "fc", "gradient_norm", 0.5});
    const std::string message = messageOf<Error>([&] { writer.flush(); });
    CHECK(contains(message, "w.sqlite: no space left on its disk"));
    CHECK(store.reader.losses(store.run).size() == 1);
    CHECK(store.database.handle().execAndGet("PRAGMA integrity_check").getString() == "ok");

    store.database.handle().exec("PRAGMA max_page_count = 100000");
    writer.flush();
    CHECK(store.reader.losses(store.run).size() == 3000);
    CHECK(store.reader.layerMetrics(store.run, "gradient_norm").size() == 1);
}

TEST_CASE("rows of a run that does not exist are refused", "[store]") {
    WrittenStore store;
    RunWriter writer(store.database, 99);
    writer.add(LossRow{1, 1, 1, 0.5});
    CHECK_THROWS_AS(writer.flush(), Error);
}
