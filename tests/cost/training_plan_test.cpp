#include "cost/training_plan.h"

#include "catalog/catalog.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a plan counts the samples of the classes that a run's seed draws", "[cost]") {
    DatasetInfo dataset = *catalog().dataset("fashion-mnist");
    for (std::size_t c = 0; c < dataset.trainCounts.size(); ++c)
        dataset.trainCounts[c] = 1000 + 100 * static_cast<std::int64_t>(c);
    const auto runs = expandGrid(parseExperiment(smallSpec(), "spec",
                                                 {{"scenario.class_order", "random"},
                                                  {"scenario.task_sizes", "[1, 2]"},
                                                  {"scenario.tasks", "2"},
                                                  {"seeds", "[1, 2, 3]"}}));
    for (const RunSpec& run : runs) {
        CAPTURE(run.seed);
        const auto order = scenarioSettings(run, dataset).classOrder;
        const TrainingPlan plan = planOf(run, dataset);
        REQUIRE(plan.samples.size() == 2);
        const auto countOf = [&](std::size_t place) { return 1000 + 100 * order[place]; };
        CHECK(plan.samples[0].kept == countOf(0));
        CHECK(plan.samples[1].kept == countOf(1) + countOf(2));
    }
    CHECK(planOf(runs[0], dataset).allSamples().kept != planOf(runs[1], dataset).allSamples().kept);
}
