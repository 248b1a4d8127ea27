#include "methods/lightcl/freeze_advisor.h"

#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "metrics/layer_formulas.h"
#include "rules/stable_prefix.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Every batch is the whole task, so that what is drawn does not matter.
TaskContext wholeTask(Ground& ground, int task) {
    TaskContext context = ground.context(task);
    context.batchSize = 1000;
    context.learningRate = 0.1;
    return context;
}

torch::Tensor taskLoss(Network& network, const Ground& ground, int task) {
    const Task& learnt = ground.scenario->task(task);
    const Samples all = ground.scenario->trainSamples(learnt.trainIndices);
    return crossEntropyAmong(network.forward(toInputs(all.images), NormMode::Evaluation), all.labels,
                             torch::tensor(learnt.classes, torch::kInt64));
}

std::vector<torch::Tensor> mapsOf(Network& network, const Samples& samples) {
    at::NoGradGuard noGradient;
    FeatureMaps maps;
    network.forward(toInputs(samples.images), NormMode::Evaluation, 0, &maps);
    std::vector<torch::Tensor> values;
    for (const FeatureMap& map : maps) values.push_back(map.values.clone());
    return values;
}

} // namespace

TEST_CASE("The freeze line lies below the first stage with a layer that does not generalise") {
    // Gradients of weights of norm 1, and maps before and after: 1 - 2/4 = 0.5 where one moved.
    std::vector<double> plasticity, stability;
    for (const double gradient : {0.1, 0.2, 0.5, 1.0}) {
        plasticity.push_back(learningPlasticity(torch::tensor({gradient}), torch::tensor({1.0})));
    }
    for (const double now : {3.0, 3.0, 1.0, 3.0}) {
        stability.push_back(memoryStability(torch::tensor({now}), torch::tensor({3.0})));
    }
    const std::vector<double> g = generalizability(stability, plasticity); // 0.9, 0.8, 0.25, 0
    const NetworkSpec network = smallNetworks()[1];                        // conv1, conv2, conv3, head
    CHECK(stablePrefix(network, g, 0.95) == 0);
    CHECK(stablePrefix(network, g, 0.85) == 1);
    CHECK(stablePrefix(network, g, 0.5) == 2);
    CHECK(stablePrefix(network, g, 0.25) == 3);
    CHECK(stablePrefix(network, g, 0) == 3);

    const NetworkSpec residual = smallNetworks()[2];
    std::vector<double> all(residual.weightLayers().size(), 1.0);
    CHECK(stablePrefix(residual, all, 0.5) == residual.stageIndex("head"));
    const std::vector<LayerSpec> layers = residual.weightLayers();
    for (std::size_t l = 0; l < all.size(); ++l) {
        if (layers[l].name == "layer2.0.downsample.0") all[l] = 0.4;
    }
    CHECK(stablePrefix(residual, all, 0.5) == residual.stageIndex("layer2"));
}

TEST_CASE("Without a step nothing moves, and plasticity alone decides") {
    Ground ground(smallNetworks()[0], {3, 8, 1, 6, 4, 2, 9, 0, 7, 5});
    const auto advice = FreezeAdvisor({0.5, 0}).advise(wholeTask(ground, 2), ground.samples(1, 6));
    Network copy = ground.network.clone();
    for (std::size_t stage = 0; stage < copy.stageCount(); ++stage) copy.requireGradients(stage, true);
    const auto gradients = torch::autograd::grad({taskLoss(copy, ground, 2)}, copy.layerWeights());
    std::vector<double> plasticity;
    for (std::size_t l = 0; l < gradients.size(); ++l) {
        plasticity.push_back(learningPlasticity(gradients[l], copy.layerWeights()[l]));
    }
    const std::vector<double> expected = generalizability({1, 1, 1}, plasticity);
    REQUIRE(advice.generalizability.size() == 3);
    for (std::size_t l = 0; l < 3; ++l) CHECK(advice.generalizability[l] == Approx(expected[l]).epsilon(1e-4));
    CHECK(*std::min_element(expected.begin(), expected.end()) == 0);
}

TEST_CASE("The trial takes plain SGD steps on a copy, and compares the earlier samples' maps") {
    Ground ground(smallNetworks()[0]);
    const Samples earlier = ground.samples(1, 6);
    const auto still = FreezeAdvisor({0.5, 0}).advise(wholeTask(ground, 2), earlier);
    const auto before = copyOf(ground.network);
    const auto moved = FreezeAdvisor({0.5, 2}).advise(wholeTask(ground, 2), earlier);
    CHECK(sameTensors(copyOf(ground.network), before));

    Network copy = ground.network.clone();
    const std::vector<torch::Tensor> then = mapsOf(copy, earlier);
    for (std::size_t stage = 0; stage < copy.stageCount(); ++stage) copy.requireGradients(stage, true);
    for (int step = 0; step < 2; ++step) {
        taskLoss(copy, ground, 2).backward();
        at::NoGradGuard noGradient;
        for (const NamedTensor& parameter : copy.parameters()) {
            torch::Tensor tensor = parameter.tensor;
            tensor -= 0.1 * tensor.grad();
            tensor.mutable_grad().reset();
        }
    }
    const std::vector<torch::Tensor> now = mapsOf(copy, earlier);
    for (std::size_t l = 0; l < now.size(); ++l) {
        const double stability = memoryStability(now[l], then[l]);
        CHECK(stability < 0.999);
        CHECK(moved.generalizability[l] == Approx(stability * still.generalizability[l]).epsilon(1e-3).margin(1e-9));
    }
}

TEST_CASE("The freeze advisor does not look at probe images") {
    Ground ground(smallNetworks()[1]);
    Ground other(smallNetworks()[1]);
    for (const Task& task : other.scenario->tasks()) other.dataset.train.images.index_fill_(0, task.probeIndices, 0);
    const FreezeAdvisor advisor({0.5, 3});
    const auto advice = advisor.advise(wholeTask(ground, 2), ground.samples(1, 6));
    CHECK(advice.generalizability == advisor.advise(wholeTask(other, 2), other.samples(1, 6)).generalizability);
}

TEST_CASE("A task of one class is judged among all classes seen, for among its own it asks nothing") {
    Ground ground(smallNetworks()[0]);
    ScenarioSettings settings = fiveTasks();
    settings.taskSizes = {5, 1, 4};
    settings.tasks = 3;
    ground.scenario = std::make_unique<Scenario>(settings, ground.dataset, 10, 4);
    CHECK(ground.scenario->lossClasses(1) == std::vector<std::int64_t>{0, 1, 2, 3, 4});
    CHECK(ground.scenario->lossClasses(2) == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5});
    CHECK(ground.scenario->lossClasses(3) == std::vector<std::int64_t>{6, 7, 8, 9});
    const auto advice = FreezeAdvisor({0.5, 3}).advise(wholeTask(ground, 2), ground.samples(1, 6));
    // The layer that is asked most has no generalizability, where nothing is asked all have as much as they are stable.
    CHECK(*std::min_element(advice.generalizability.begin(), advice.generalizability.end()) == 0);
}
