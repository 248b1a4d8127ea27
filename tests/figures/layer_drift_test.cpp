#include "figures/layer_drift.h"

#include "support/catch.h"

#include <limits>

using namespace lightcl;

namespace {

/// Two layers over three tasks of two epochs.
RunRecord driftedRun() {
    RunRecord run;
    run.tasks = 3;
    run.epochs = 2;
    run.layerMetrics =
        LayerMetrics({{1, 1, 0, "conv1", "memory_stability", 1}, {1, 1, 1, "fc", "memory_stability", 1}});
    const double none = std::numeric_limits<double>::quiet_NaN();
    run.layerDrifts = {{2, 2, 0, 1, 0.9, 0.95}, {3, 2, 0, 1, 0.4, 0.9}, {3, 2, 0, 2, 0.7, 0.8},
                       {2, 2, 1, 1, none, 0.5}, {3, 2, 1, 1, 0.2, 0.5}, {3, 2, 1, 2, 0.3, 0.4}};
    return run;
}

} // namespace

TEST_CASE("a layer's drift is a curve for each earlier task", "[figures]") {
    const auto figure = layerDrift(driftedRun(), 0, DriftMeasure::MemoryStability);
    REQUIRE(figure.curves.size() == 2);
    CHECK(figure.curves[0].name == "features of task 1");
    CHECK(figure.curves[0].y == std::vector<double>{0.9, 0.4});
    CHECK(figure.curves[0].x == std::vector<double>{1.75, 2.75}); // the middle of the second of two epochs
    CHECK(figure.curves[1].y == std::vector<double>{0.7});
    CHECK(layerDrift(driftedRun(), 1, DriftMeasure::MemoryStability).curves[0].y == std::vector<double>{0.2});
    CHECK(layerDrift(driftedRun(), 2, DriftMeasure::LinearCka).empty());
}

TEST_CASE("the sentence names whose features moved most by the moment", "[figures]") {
    const auto run = driftedRun();
    CHECK(driftSentence(run, 0, DriftMeasure::MemoryStability, {}) ==
          "After task 3, conv1's features of task 1 had moved most: memory stability 0.400.");
    CHECK(driftSentence(run, 0, DriftMeasure::LinearCka, {}) ==
          "After task 3, conv1's features of task 2 had moved most: linear CKA 0.800.");
    CHECK(driftSentence(run, 0, DriftMeasure::MemoryStability, RunPosition{3, 1}) ==
          "After task 2, conv1's features of task 1 had moved most: memory stability 0.900.");
    CHECK(driftSentence(run, 0, DriftMeasure::MemoryStability, RunPosition{1, 2}).empty());
    CHECK(driftTable(run, 1).rows[0] == std::vector<std::string>{"1", "fc", "2", "1", "", "0.5"});
}
