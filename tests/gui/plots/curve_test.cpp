#include "plots/curve.h"
#include "plots/layer_history.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

Curve curveAt(std::vector<double> x) {
    Curve curve;
    curve.y.assign(x.size(), 0.0);
    curve.x = std::move(x);
    return curve;
}

} // namespace

TEST_CASE("The nearest point is the one under the pointer") {
    const std::vector<PlacedPoint> points = {{{0, 0}, 10, 10}, {{0, 1}, 50, 10}, {{1, 0}, 48, 16}};
    CHECK(nearestPoint(points, 12, 9, 20) == CurvePoint{0, 0});
    CHECK(nearestPoint(points, 48, 15, 20) == CurvePoint{1, 0});
    CHECK_FALSE(nearestPoint(points, 200, 200, 20));
    CHECK_FALSE(nearestPoint({}, 0, 0, 20));
}

TEST_CASE("Arrow keys walk along a curve and across curves") {
    const std::vector<Curve> curves = {curveAt({0, 1, 2}), curveAt({}), curveAt({0.9, 2.5})};
    CHECK(steppedPoint(curves, {0, 0}, 1, 0) == CurvePoint{0, 1});
    CHECK(steppedPoint(curves, {0, 0}, -1, 0) == CurvePoint{0, 0});
    CHECK(steppedPoint(curves, {0, 2}, 1, 0) == CurvePoint{0, 2});
    CHECK(steppedPoint(curves, {0, 1}, 0, 1) == CurvePoint{2, 0});
    CHECK(steppedPoint(curves, {2, 1}, 0, -1) == CurvePoint{0, 2});
    CHECK(steppedPoint(curves, {2, 1}, 0, 1) == CurvePoint{2, 1});
}

TEST_CASE("A layer's history has the metrics that were measured, open ones beside bounded ones on the right") {
    RunData run;
    run.layerMetrics = LayerMetrics(std::vector<LayerMetricRow>{{2, 1, 0, "conv1", "learning_plasticity", 3},
                                                                {1, 1, 0, "conv1", "learning_plasticity", 5},
                                                                {1, 1, 1, "fc", "learning_plasticity", 7},
                                                                {2, 1, 0, "conv1", "memory_stability", 0.5}});
    const auto histories = layerHistories(run, 0, {"learning_plasticity", "memory_stability", "linear_cka"});
    REQUIRE(histories.size() == 2);
    CHECK(histories[0].positions == std::vector<RunPosition>{{1, 1}, {2, 1}});
    CHECK(histories[0].values == std::vector<double>{5, 3});
    const auto curves = historyCurves(histories, 1);
    CHECK(curves[0].rightAxis);
    CHECK_FALSE(curves[1].rightAxis);
    CHECK(curves[0].x == std::vector<double>{0.5, 1.5});
    CHECK_FALSE(historyCurves(layerHistories(run, 1, {"learning_plasticity"}), 1)[0].rightAxis);
    CHECK(toCsv(historyTable(histories, 0, "conv1")) == "layer_index,layer,task,epoch,metric,value\n"
                                                        "0,conv1,1,1,learning_plasticity,5\n"
                                                        "0,conv1,2,1,learning_plasticity,3\n"
                                                        "0,conv1,2,1,memory_stability,0.5\n");
}
