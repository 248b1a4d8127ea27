#include "figures/step_timeline.h"

#include "support/catch.h"

#include <algorithm>

using namespace lightcl;

namespace {

StepMomentRow moment(int task, int number, double seconds, const std::string& phase, std::int64_t activations) {
    StepMomentRow row{task, number, seconds, phase, {}};
    row.bytes[MemoryCategory::Weights] = 100;
    row.bytes[MemoryCategory::Activations] = activations;
    return row;
}

std::vector<StepMomentRow> recordedSteps() {
    return {
        moment(1, 0, 0, "data", 0),
        moment(1, 2, 0.001, "forward conv1", 10),
        moment(1, 3, 0.002, "forward head", 30),
        moment(1, 5, 0.003, "loss", 30),
        moment(1, 6, 0.004, "backward head", 25),
        moment(1, 7, 0.006, "update head", 20),
        moment(1, 8, 0.007, "backward conv1", 5),
        moment(1, 9, 0.009, "backward conv1", 0),
        moment(3, 0, 0, "data", 0),
        moment(3, 4, 0.5, "method", 40),
    };
}

} // namespace

TEST_CASE("A run's recorded steps are found by task, or by the largest peak") {
    const auto run = recordedSteps();
    CHECK(recordedTasks(run) == std::vector<int>{1, 3});
    CHECK(stepTimeline(run, 1).moments.size() == 8);
    CHECK(stepTimeline(run, 0).task == 3);
    CHECK(stepTimeline(run, 2).empty());
    CHECK(stepTimeline({}, 0).empty());
}

TEST_CASE("A moment lasts until the next begins; the peak is the first of the highest") {
    const StepTimeline timeline = stepTimeline(recordedSteps(), 1);
    CHECK(timeline.peak() == 2);
    CHECK(timeline.momentAt(-1) == 0);
    CHECK(timeline.momentAt(0.0025) == 2);
    CHECK(timeline.momentAt(0.003) == 3);
    CHECK(timeline.momentAt(9) == 7);
    CHECK(timeline.categories() == std::vector{MemoryCategory::Weights, MemoryCategory::Activations});
}

TEST_CASE("What is done and where are spans of their own, alike neighbours as one") {
    const StepTimeline timeline = stepTimeline(recordedSteps(), 1);
    CHECK(activitySpans(timeline) == std::vector<PhaseSpan>{{"data", 0, 1},
                                                            {"forward", 1, 3},
                                                            {"loss", 3, 4},
                                                            {"backward", 4, 5},
                                                            {"update", 5, 6},
                                                            {"backward", 6, 7}});
    CHECK(stageSpans(timeline) ==
          std::vector<PhaseSpan>{{"conv1", 1, 2}, {"head", 2, 3}, {"head", 4, 6}, {"conv1", 6, 7}});
    CHECK(activitySpans({}).empty());
}

TEST_CASE("The table of a step has a line for every moment and category that has bytes") {
    RunSummary run;
    run.id = 7;
    run.method = "er";
    run.seed = 2;
    const auto csv = toCsv(stepTable(run, stepTimeline(recordedSteps(), 1)));
    CHECK(csv.starts_with("run_id,method,seed,task,moment,seconds,phase,category,bytes\n"
                          "7,er,2,1,0,0,data,weights,100\n"));
    CHECK(csv.find("\n7,er,2,1,2,0.001,forward conv1,activations,10\n") != std::string::npos);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 8 * 2);
}
