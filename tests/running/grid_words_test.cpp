#include "running/grid_words.h"

#include "base/units.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::vector<PreparedMethod> gridOf(const std::string& method) {
    return predictMethods(parseExperiment(smallSpec("", method), "a.toml"));
}

} // namespace

TEST_CASE("a grid over settings is summed up by its runs and its largest", "[running][sweep]") {
    CHECK(gridWords(gridOf("name = \"er\"\n[[method]]\nname = \"sgd\""), {}).empty());
    const auto methods = gridOf("name = \"er\"\nbuffer_size = [100, 5000]");
    CHECK(methods[1].exact.peak.total() > methods[0].exact.peak.total());
    const std::string words = gridWords(methods, {}, 3);
    CHECK(words.starts_with("6 runs; the largest, of er, is predicted to need "));
    CHECK(contains(words, formatBytes(methods[1].exact.peak.total())));
}

TEST_CASE("a grid's time is its operations at the pace of this machine's runs", "[running][sweep]") {
    const auto methods = gridOf("name = \"er\"\nbuffer_size = [100, 5000]\n[[method]]\nname = \"sgd\"");
    const double er = methods[0].exact.trainingFlops + methods[1].exact.trainingFlops;
    const double sgd = methods[2].exact.trainingFlops;
    MachinePace pace;
    CHECK_FALSE(gridPlan(methods, pace).seconds.has_value());
    CHECK(contains(gridWords(methods, pace), "is known once a run has ended on this machine"));
    pace.add("der", "resnet18", 8e6, 1);
    CHECK(*gridPlan(methods, pace, 2).seconds == Approx(2 * (er + sgd) / 8e6)); // any run
    pace.add("der", "mlp", 4e6, 2);
    CHECK(*gridPlan(methods, pace).seconds == Approx((er + sgd) / 2e6)); // of the same network
    pace.add("er", "mlp", 1e6, 1);
    pace.add("er", "mlp", 2e6, 5);
    CHECK(*gridPlan(methods, pace).seconds == Approx(er / 5e5 + sgd / (7e6 / 8))); // of the same method
    CHECK(contains(gridWords(methods, pace), "at the pace of 4 runs that this machine has trained"));
    CHECK(gridPlan(methods, pace).operations == Approx(er + sgd));
}

TEST_CASE("what the first task chooses is counted at its dearest", "[running][sweep]") {
    const std::string spec = smallSpec("", "name = \"er\"\nreplay_size = [8, 64]");
    const auto trials = predictMethods(parseExperiment("selection = \"first-task\"\n" + spec, "a.toml"));
    const auto whole = predictMethods(parseExperiment(spec, "a.toml"));
    CHECK(trials[1].exact.trainingFlops < whole[1].exact.trainingFlops / 4);
    const GridPlan plan = gridPlan(trials, {}, 3);
    CHECK(plan.runs == 6);
    CHECK(plan.chosenRuns == 3);
    CHECK(plan.operations ==
          Approx(3 * (trials[0].exact.trainingFlops + trials[1].exact.trainingFlops + whole[1].exact.trainingFlops)));
    CHECK(contains(gridWords(trials, {}, 3), "6 runs, and 3 of what the first task chooses"));
}

TEST_CASE("a budget of seconds bounds a grid's time", "[running][sweep]") {
    const auto methods = predictMethods(parseExperiment(
        smallSpec("[training]\nmax_seconds = 2\n", "name = \"er\"\nbuffer_size = [100, 500]"), "a.toml"));
    CHECK(*gridPlan(methods, {}).seconds == 2 * 5 * 2.0);
    CHECK(contains(gridWords(methods, {}), "at most 20 s one run after another"));
}
