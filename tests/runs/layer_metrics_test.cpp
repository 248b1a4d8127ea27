#include "runs/layer_metrics.h"

#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("layer metrics are grouped by metric and position, whatever order they come in", "[store]") {
    LayerMetrics metrics(std::vector<LayerMetricRow>{{2, 1, 1, "fc", "memory_stability", 0.5},
                                                     {1, 2, 0, "conv1", "gradient_norm", 3},
                                                     {1, 1, 0, "conv1", "memory_stability", 1}});
    CHECK(metrics.layers() == std::vector<std::string>{"conv1", "fc"});
    REQUIRE(metrics.courses().size() == 2);
    CHECK(metrics.courses()[1].first == "gradient_norm");
    const auto* stability = metrics.course("memory_stability");
    REQUIRE(stability != nullptr);
    CHECK(stability->begin()->first == RunPosition{1, 1});
    CHECK(stability->at({1, 1}) == std::vector<double>{1});
    CHECK(std::isnan(stability->at({2, 1})[0]));
    CHECK(stability->at({2, 1})[1] == 0.5);
    CHECK(metrics.course("linear_cka") == nullptr);
    metrics.add("memory_stability", {1, 1}, -1, 7);
    CHECK(metrics.course("memory_stability")->at({1, 1}).size() == 1);
}

TEST_CASE("layer metrics of a run are read whole", "[store]") {
    const TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "w.sqlite");
    const RunId run = startExample(database);
    const RunReader reader(database);
    RunWriter writer(database, run);
    const std::vector<LayerMetricRow> rows = {{1, 1, 0, "conv1", "learning_plasticity", 0.25},
                                              {1, 1, 1, "fc", "learning_plasticity", 0.5},
                                              {2, 1, 1, "fc", "learning_plasticity", std::nan("")},
                                              {2, 1, 0, "conv1", "memory_stability", 1}};
    for (const LayerMetricRow& row : rows) writer.add(row);
    writer.flush();
    const LayerMetrics read = reader.layerMetrics(run);
    CHECK(read.layers() == std::vector<std::string>{"conv1", "fc"});
    CHECK(read.course("learning_plasticity")->at({1, 1}) == std::vector<double>{0.25, 0.5});
    CHECK(std::isnan(read.course("learning_plasticity")->at({2, 1})[1]));
    CHECK(read.course("memory_stability")->at({2, 1}) == std::vector<double>{1});
    CHECK(reader.layerMetrics(run + 1).empty());
}
