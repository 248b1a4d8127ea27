#include "figures/layer_questions.h"

#include "figures/explored_run.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using lightcl::test::exploredRun;
using lightcl::test::measure;

TEST_CASE("The layer that forgot most has the lowest stability at a task's end") {
    auto run = exploredRun();
    measure(run, "memory_stability", {2, 1}, {0.1, 0.1, 0.1, 0.1}); // no task's end
    measure(run, "memory_stability", {2, 2}, {0.9, 0.8, 0.7, NAN});
    measure(run, "memory_stability", {3, 2}, {0.95, 0.4, 0.75, NAN});
    measure(run, "memory_stability", {4, 1}, {0.9, 0.6, 0.5, NAN});
    const auto answer = layerThatForgotMost(run);
    CHECK(answer.layer == 1);
    CHECK(answer.at == RunPosition{3, 2});
    CHECK(answer.metric == "memory_stability");
    CHECK(answer.order == std::vector<std::size_t>{1, 2, 0, 3}); // 0.4, 0.5, 0.9, none
    CHECK(answer.sentence == "layer1.0.conv1 forgot most, in task 3: memory stability 0.400 at its end.");
}

TEST_CASE("Where nothing was forgotten or measured the answer says so") {
    auto run = exploredRun();
    CHECK(layerThatForgotMost(run).order.empty());
    CHECK(layerThatForgotMost(run).sentence.find("measuring.layer_metrics") != std::string::npos);
    measure(run, "learning_plasticity", {1, 1}, {0.5, 0.5});
    CHECK(layerThatForgotMost(run).sentence ==
          "No Memory stability yet: it compares with earlier tasks and is measured from the second task on.");
    CHECK(layersSafeToFreeze(run, 0.5).order.empty());
    measure(run, "memory_stability", {2, 1}, {1, 1});
    CHECK(layerThatForgotMost(run).sentence == "No layer forgot anything: every memory stability is 1.");
}

TEST_CASE("Layers safe to freeze are those that reach the threshold last, the safest first") {
    auto run = exploredRun();
    const auto layers = run.network.weightLayers().size();
    std::vector<double> values(layers, 0.2);
    for (std::size_t layer = 0; layer < 5; ++layer) values[layer] = 0.7;
    values[3] = 0.9;
    values[12] = 0.8;
    measure(run, "generalizability", {2, 2}, std::vector<double>(layers, 1));
    measure(run, "generalizability", {3, 2}, values);
    const auto answer = layersSafeToFreeze(run, 0.5);
    CHECK(answer.layer == 3);
    REQUIRE(answer.order.size() == layers);
    CHECK(std::vector(answer.order.begin(), answer.order.begin() + 6) == std::vector<std::size_t>{3, 12, 0, 1, 2, 4});
    const double share = 100.0 *
                         static_cast<double>(run.network.stages[0].parameters() + run.network.stages[1].parameters()) /
                         static_cast<double>(run.network.parameters());
    char percent[16];
    std::snprintf(percent, sizeof percent, "%.1f", share);
    CHECK(answer.sentence ==
          "6 of 21 layers reach a generalizability of 0.50 after task 3, epoch 2. Without a gap from "
          "the image on: up to layer1, " +
              std::string(percent) + " % of the parameters.");
    CHECK(layersSafeToFreeze(run, 0.95).sentence ==
          "0 of 21 layers reach a generalizability of 0.95 after task 3, epoch 2. None from the image on: freeze "
          "nothing: conv1 has 0.700 after task 3, epoch 2, and 0.95 is asked for.");
}
