#include "figures/loss_figure.h"

#include "support/catch.h"

using namespace lightcl;

namespace {

std::vector<double> lossPlaces(const RunRecord& run) {
    return lossFigure({{&run, {}, {}}}, false).curves.at(0).x;
}

} // namespace

TEST_CASE("The loss lies over the course by step") {
    RunRecord run;
    run.epochs = 2;
    run.tasks = 2;
    run.losses = {{1, 1, 5, 2.0}, {1, 1, 10, 1.0}, {1, 2, 10, 0.5}, {2, 1, 5, 1.5}};
    run.summary.state = RunState::Done;
    CHECK(lossPlaces(run) == std::vector<double>{0.25, 0.5, 1.0, 1.5});
    SECTION("an epoch that still runs is as long as those before") {
        run.summary.state = RunState::Running;
        CHECK(lossPlaces(run) == std::vector<double>{0.25, 0.5, 1.0, 1.25});
    }
    SECTION("or as long as the run says") {
        run.summary.state = RunState::Running;
        run.summary.progress = {{2, 1}, 5, 20, 0, 0, 0};
        CHECK(lossPlaces(run).back() == Approx(1.125));
    }
}

TEST_CASE("Runs without a loss have no curve, and the course has room for all others") {
    RunRecord queued;
    RunRecord longer;
    longer.tasks = 3;
    longer.losses = {{1, 1, 10, 1.0}, {1, 2, 10, 0.5}};
    longer.summary.method = "er";
    const auto figure = lossFigure({{&queued, {}, {}}, {&longer, colorFromHex(0x123456), {}}}, true);
    REQUIRE(figure.curves.size() == 1);
    CHECK(figure.curves[0].color == colorFromHex(0x123456));
    CHECK(figure.curves[0].name == "ER, seed 0");
    CHECK(figure.tasks == 3);
    CHECK(figure.epochs == 0); // 1 and 2
    CHECK(figure.left.logarithmic);
    CHECK(toCsv(lossTable({&longer})) ==
          "run_id,method,seed,task,epoch,step,loss\n0,er,0,1,1,10,1\n0,er,0,1,2,10,0.5\n");
}
