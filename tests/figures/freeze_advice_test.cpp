#include "figures/freeze_advice.h"

#include "figures/explored_run.h"
#include "support/catch.h"

using namespace lightcl;
using lightcl::test::exploredRun;
using lightcl::test::measure;

namespace {

/// 0.9 for every layer, with one of another value.
RunRecord runWith(std::size_t layer, double value) {
    auto run = exploredRun();
    std::vector<double> values(run.network.weightLayers().size(), 0.9);
    values.at(layer) = value;
    measure(run, "generalizability", {2, 1}, std::vector<double>(values.size(), 0.2));
    measure(run, "generalizability", {3, 2}, values);
    return run;
}

} // namespace

TEST_CASE("The advice ends below the first stage with a layer that does not reach the threshold, and says why") {
    const auto run = runWith(6, 0.3); // layer2.0.conv2
    const auto advice = adviseFreeze(run, {3, 2}, 0.5).value();
    CHECK(advice.firstTrainable == 2);
    CHECK(advice.stoppedBy == 6);
    CHECK(advice.reason ==
          "freeze stem to layer1: every layer of them reaches 0.50 after task 3, epoch 2; layer2.0.conv2 has 0.300");
    CHECK(adviseFreeze(run, {3, 2}, 0.25)->firstTrainable == run.network.stages.size() - 1);
    CHECK(adviseFreeze(run, {3, 2}, 0.25)->reason ==
          "freeze stem to layer4: every layer of them reaches 0.25 after task 3, epoch 2; the head is always trained");
    CHECK(adviseFreeze(run, {3, 2}, 0.95)->reason ==
          "freeze nothing: conv1 has 0.900 after task 3, epoch 2, and 0.95 is asked for");
}

TEST_CASE("Advice is by what was measured last") {
    const auto run = runWith(6, 0.3);
    CHECK(adviseFreeze(run, {5, 1}, 0.5)->at == RunPosition{3, 2});
    CHECK(adviseFreeze(run, {3, 1}, 0.5)->at == RunPosition{2, 1});
    CHECK(adviseFreeze(run, {3, 1}, 0.5)->firstTrainable == 0);
    CHECK_FALSE(adviseFreeze(run, {1, 2}, 0.5));
}

TEST_CASE("Where there can be no advice one line says what would make it") {
    CHECK(whyNoAdvice(runWith(0, 1)).empty());
    auto run = exploredRun();
    CHECK(whyNoAdvice(run).find("measuring.layer_metrics") != std::string::npos);
    measure(run, "learning_plasticity", {1, 1}, {0.5});
    CHECK(whyNoAdvice(run).find("from the second task on") != std::string::npos);
    CHECK_FALSE(adviseFreeze(run, {1, 1}, 0.5));
    CHECK(whyNoAdvice(RunRecord{}).find("network") != std::string::npos);
}

TEST_CASE("A run's own line is what it froze, else what its spec says") {
    auto run = exploredRun();
    CHECK(ownFreezeLine(run) == 4); // the last stage before the head is trained
    CHECK(adviceThresholdOf(run) == 0.5);
    std::vector<double> frozen(run.network.weightLayers().size(), 0);
    for (std::size_t layer = 0; layer < 5; ++layer) frozen[layer] = 1;
    measure(run, "frozen", {2, 1}, frozen);
    CHECK(ownFreezeLine(run) == 2);
    CHECK_FALSE(ownFreezeLine(exploredRun("er")));
    const auto automatic =
        exploredRun("lightcl", 0, "first_trainable_stage = \"auto\"\ngeneralizability_threshold = 0.7");
    CHECK_FALSE(ownFreezeLine(automatic));
    CHECK(adviceThresholdOf(automatic) == 0.7);
    CHECK(adviceThresholdOf(exploredRun("er")) == 0.5);
}
