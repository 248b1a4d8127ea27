#include "rules/training_counts.h"

#include "cost/cost_model.h"
#include "spec/dataset_of.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/error_message.h"
#include "support/image_tree.h"
#include "support/message_of.h"

#include <fmt/format.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

ScenarioSettings scenarioOfTwoTasks(const std::vector<std::int64_t>& order) {
    ScenarioSettings settings;
    settings.kind = "class-incremental";
    settings.dataset = "photos";
    settings.tasks = 2;
    settings.classOrder = order;
    return settings;
}

std::string countsComplaint(const ScenarioSettings& settings, const std::vector<std::int64_t>& counts,
                            std::int64_t probes) {
    return inputErrorOf([&] { checkTrainingCounts(settings, counts, {"a", "b", "c", "d"}, probes); });
}

} // namespace

TEST_CASE("Probes come from a task's classes in turn", "[rules]") {
    CHECK(probesOfClass(5, 0, 2) == 3);
    CHECK(probesOfClass(5, 1, 2) == 2);
    CHECK(probesOfClass(0, 1, 2) == 0);
    CHECK(probesOfClass(32, 2, 3) == 10);
}

TEST_CASE("Every class keeps an image to train on beside the probes, to the last one", "[rules]") {
    const ScenarioSettings settings = scenarioOfTwoTasks({0, 1, 2, 3});
    CHECK_NOTHROW(checkTrainingCounts(settings, {17, 17, 17, 17}, {}, 32));
    CHECK_NOTHROW(checkTrainingCounts(settings, {17, 17, 17, 16}, {}, 31));
    CHECK(
        countsComplaint(settings, {17, 17, 17, 16}, 32) ==
        "measuring.probe_samples: expected at most 31 probes a task (probe_samples x (1 + probe_batches)), as class 3 "
        "(d) of photos has 16 images to train on, and one must be left beside the probes, got 32");
    // Where it stands in its task decides: the first class gives the odd one.
    CHECK(contains(countsComplaint(scenarioOfTwoTasks({0, 1, 3, 2}), {17, 17, 17, 16}, 32),
                   "expected at most 30 probes a task"));
    // Every task of a domain-incremental sequence has all classes.
    ScenarioSettings domains = settings;
    domains.kind = "domain-incremental";
    CHECK_NOTHROW(checkTrainingCounts(domains, {9, 9, 9, 9}, {}, 32));
    CHECK_FALSE(countsComplaint(domains, {9, 8, 9, 9}, 32).empty());
    CHECK_NOTHROW(checkTrainingCounts(settings, {1, 1, 1, 1}, {}, 0));
}

TEST_CASE("Where no number of probes would do, the images are to blame", "[rules]") {
    CHECK(countsComplaint(scenarioOfTwoTasks({0, 1, 2, 3}), {9, 9, 1, 9}, 32) ==
          "scenario.dataset: expected more images, as class 2 (c) of photos has one image to train on, and one must be "
          "left beside the probes, of which there are at least 4 a task");
}

TEST_CASE("A folder of too few images is refused where its costs are asked for", "[rules]") {
    const TemporaryFolder folder;
    for (const char* name : {"a", "b"})
        for (int i = 0; i < 5; ++i) writeTree(folder, {fmt::format("{}/{}.png", name, i).c_str()});
    const auto run = [&](int probes) {
        const auto toml =
            fmt::format("name = \"few\"\n[scenario]\ndataset = \"image-folder\"\ndata_path = \"{}\"\nheld_out = "
                        "0.2\ntasks = 1\n[network]\nbackbone = \"mlp\"\n[measuring]\nprobe_samples = {}\n[[method]]\n"
                        "name = \"sgd\"\n",
                        folder.path().string(), probes);
        return expandGrid(parseExperiment(toml, "few")).front();
    };
    for (const auto convention : {CostConvention::Exact, CostConvention::Paper}) {
        CHECK(contains(inputErrorOf([&] { estimateCost(run(16), convention); }),
                       "measuring.probe_samples: expected at most 6 probes a task"));
        CHECK(estimateCost(run(3), convention).trainingFlops > 0);
    }
}
