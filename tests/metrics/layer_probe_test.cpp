#include "catalog/layer_metric.h"
#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "metrics/layer_formulas.h"
#include "metrics/layer_probe.h"
#include "support/catch.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor row(std::initializer_list<float> values) {
    return torch::tensor(std::vector<float>(values)).unsqueeze(0);
}

torch::Tensor column(std::initializer_list<float> values) {
    return torch::tensor(std::vector<float>(values)).unsqueeze(1);
}

MeasuringSettings probing(std::int64_t samples, std::int64_t batches) {
    MeasuringSettings settings;
    settings.probeSamples = samples;
    settings.probeBatches = batches;
    return settings;
}

/// A network, a scenario and a probe of 4 samples for stability and two batches of 4 for plasticity.
struct Probed {
    explicit Probed(const NetworkSpec& spec)
        : dataset(madeUpDataset({3, 16, 16}, 16, 1)), network(madeUpNetwork(spec)),
          scenario(fiveTasks(), dataset, 10, probing(4, 2).probesPerTask()), probe(scenario, probing(4, 2)) {}

    [[nodiscard]] std::vector<double> metric(const std::string& name, int task) {
        std::vector<double> values;
        for (const LayerMetricRow& measured : probe.measure(network, task, 1, {task}).metrics) {
            if (measured.metric != name) continue;
            CHECK(measured.layerIndex == static_cast<int>(values.size()));
            CHECK(measured.layer == network.spec().weightLayers()[values.size()].name);
            values.push_back(measured.value);
        }
        return values;
    }
    void moveWeights(double distance) {
        at::NoGradGuard noGradient;
        for (const NamedTensor& parameter : network.parameters()) {
            torch::Tensor(parameter.tensor).add_(torch::randn_like(parameter.tensor), distance);
        }
    }
    [[nodiscard]] torch::Tensor probeInputs(int task, std::int64_t batch) const {
        const torch::Tensor rows = scenario.task(task).probeIndices.slice(0, 4 * batch, 4 * batch + 4);
        return toInputs(dataset.train.images.index_select(0, rows));
    }
    [[nodiscard]] torch::Tensor probeLabels(int task, std::int64_t batch) const {
        return dataset.train.labels.index_select(0,
                                                 scenario.task(task).probeIndices.slice(0, 4 * batch, 4 * batch + 4));
    }

    Dataset dataset;
    Network network;
    Scenario scenario;
    LayerProbe probe;
};

} // namespace

TEST_CASE("Learning plasticity is the gradient's norm relative to the weights'") {
    CHECK(learningPlasticity(row({3, 4}), row({0, 10})) == Approx(0.5));
    CHECK(learningPlasticity(row({0, 0}), row({1, 1})) == 0);
    CHECK(learningPlasticity(row({3, 4}), row({0, 0})) == Approx(5e12));
}

TEST_CASE("Memory stability is one minus the relative change") {
    CHECK(memoryStability(row({1, 2}), row({1, 2})) == 1);
    CHECK(memoryStability(row({1, 0}), row({0, 1})) == Approx(1 - std::sqrt(2.0) / 2));
    CHECK(memoryStability(row({0, 0}), row({3, 4})) == Approx(0).margin(1e-7));
    CHECK(memoryStability(row({-3, -4}), row({3, 4})) == Approx(0).margin(1e-7));
    CHECK(memoryStability(row({0, 0}), row({0, 0})) == 1);
    CHECK(memoryStability(row({6, 8}), row({3, 4})) == Approx(1 - 5.0 / 15));
    at::manual_seed(2);
    for (int i = 0; i < 200; ++i) {
        const torch::Tensor map = torch::randn({2, 7});
        const double stability = memoryStability(map, map * -(0.5 + 0.01 * i));
        CHECK(stability >= 0);
        CHECK(stability <= 1);
    }
}

TEST_CASE("Generalizability is stability times what plasticity leaves") {
    const auto values = generalizability({0.8, 0.5, 1.0}, {1, 4, 0});
    REQUIRE(values.size() == 3);
    CHECK(values[0] == Approx(0.8 * 0.75));
    CHECK(values[1] == 0);
    CHECK(values[2] == 1);
    CHECK(generalizability({0.3, 0.4}, {0, 0}) == std::vector<double>{0.3, 0.4});
}

TEST_CASE("Linear CKA") {
    const torch::Tensor map = torch::rand({6, 4});
    CHECK(linearCka(map, map) == Approx(1));
    CHECK(linearCka(map.flip(1) * -3 + 5, map) == Approx(1)); // rotated, scaled and moved
    // One feature: the squared correlation.
    CHECK(linearCka(column({1, 2, 3}), column({1, 3, 2})) == Approx(0.25));
    CHECK(linearCka(column({1, -1, 0, 0}), column({0, 0, 1, -1})) == Approx(0).margin(1e-12));
    CHECK(linearCka(column({2, 2, 2}), column({1, 3, 2})) == 0);
}

TEST_CASE("Cosine similarity is the mean over rows") {
    CHECK(cosineSimilarity(row({1, 0}), row({1, 1})) == Approx(std::sqrt(0.5)));
    CHECK(cosineSimilarity(row({1, 2}), row({-2, -4})) == Approx(-1));
    CHECK(cosineSimilarity(row({0, 0}), row({0, 0})) == 1);
    CHECK(cosineSimilarity(row({0, 0}), row({1, 0})) == 0);
    CHECK(cosineSimilarity(torch::cat({row({1, 0}), row({0, 1})}), torch::cat({row({2, 0}), row({1, 0})})) ==
          Approx(0.5));
}

TEST_CASE("The probe's plasticity is that of gradients worked out apart") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    const auto measured = probed.metric("learning_plasticity", 2);
    const auto norms = probed.metric("gradient_norm", 2);
    REQUIRE(measured.size() == 2);
    std::vector<double> expected(2, 0);
    std::vector<double> expectedNorms(2, 0);
    const auto start = copyOf(probed.network);
    for (const std::int64_t batch : {1, 2}) {
        std::map<std::string, torch::Tensor> weights;
        for (const auto& [name, tensor] : start) weights[name] = tensor.clone().set_requires_grad(true);
        const torch::Tensor hidden =
            (probed.probeInputs(2, batch).flatten(1).matmul(weights["hidden1.weight"].t()) + weights["hidden1.bias"])
                .relu();
        const torch::Tensor logits = hidden.matmul(weights["fc.weight"].t()) + weights["fc.bias"];
        // Seen so far: classes 0 to 3.
        const torch::Tensor log = logits.slice(1, 0, 4).log_softmax(1);
        const torch::Tensor loss = -log.gather(1, probed.probeLabels(2, batch).unsqueeze(1)).mean();
        const auto gradients = torch::autograd::grad({loss}, {weights["hidden1.weight"], weights["fc.weight"]});
        for (const std::size_t l : {0U, 1U}) {
            const double norm = gradients[l].square().sum().sqrt().item<double>();
            expectedNorms[l] += norm / 2;
            expected[l] += norm / start.at(l == 0 ? "hidden1.weight" : "fc.weight").norm().item<double>() / 2;
        }
    }
    for (const std::size_t l : {0U, 1U}) {
        CHECK(measured[l] == Approx(expected[l]).epsilon(1e-4));
        CHECK(norms[l] == Approx(expectedNorms[l]).epsilon(1e-4));
        CHECK(measured[l] > 0);
    }
}

TEST_CASE("Nothing moved means a stability of exactly 1, any movement less, never below 0") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Probed probed(spec);
        CHECK(probed.metric("memory_stability", 1).empty());
        CHECK(probed.metric("generalizability", 1).empty());
        probed.probe.remember(probed.network, 1);
        for (const double value : probed.metric("memory_stability", 2)) CHECK(value == 1);
        for (const double value : probed.metric("linear_cka", 2)) CHECK((value == 0 || value == Approx(1)));
        for (const double value : probed.metric("cosine_similarity", 2)) CHECK(value == Approx(1));
        probed.moveWeights(0.3);
        const auto stability = probed.metric("memory_stability", 2);
        CHECK(stability.size() == spec.weightLayers().size());
        for (const double value : stability) {
            CHECK(value >= 0);
            CHECK(value < 1);
        }
        const auto plasticity = probed.metric("learning_plasticity", 2);
        CHECK(probed.metric("generalizability", 2) == generalizability(stability, plasticity));
    }
}

TEST_CASE("Stability is the mean over the earlier tasks of its formula") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    const auto hiddenMap = [&](int task) {
        at::NoGradGuard noGradient;
        FeatureMaps maps;
        probed.network.forward(probed.probeInputs(task, 0), NormMode::Evaluation, 0, &maps);
        return maps.front().values.to(torch::kFloat16).to(torch::kFloat32);
    };
    const torch::Tensor first = hiddenMap(1);
    probed.probe.remember(probed.network, 1);
    probed.moveWeights(0.05);
    const torch::Tensor second = hiddenMap(2);
    probed.probe.remember(probed.network, 2);
    probed.moveWeights(0.05);
    const double expected = (memoryStability(hiddenMap(1), first) + memoryStability(hiddenMap(2), second)) / 2;
    CHECK(probed.metric("memory_stability", 3).front() == Approx(expected).epsilon(1e-6));
    CHECK(probed.metric("memory_stability", 2).front() == Approx(memoryStability(hiddenMap(1), first)).epsilon(1e-6));

    TensorFile file;
    probed.probe.save(StateArchive(file, "probe/"));
    LayerProbe other(probed.scenario, probing(4, 2));
    other.restore(StateArchive(file, "probe/"));
    CHECK(
        (other.measure(probed.network, 3, 1, {3}).metrics == probed.probe.measure(probed.network, 3, 1, {3}).metrics));
}

TEST_CASE("Each earlier task has its own drift, whose mean is the metric") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    for (const int task : {1, 2}) {
        probed.probe.remember(probed.network, task);
        probed.moveWeights(0.05);
    }
    const auto drifts = probed.probe.measure(probed.network, 3, 2, {3}).drifts;
    REQUIRE(drifts.size() == 4); // two layers, two earlier tasks
    for (const LayerDriftRow& row : drifts) {
        CHECK(row.task == 3);
        CHECK(row.epoch == 2);
    }
    const auto of = [&](int layer, int task) {
        return std::find_if(drifts.begin(), drifts.end(),
                            [&](const LayerDriftRow& row) { return row.layerIndex == layer && row.probeTask == task; });
    };
    for (const int layer : {0, 1}) {
        const auto at = static_cast<std::size_t>(layer);
        CHECK(of(layer, 1)->memoryStability < of(layer, 2)->memoryStability); // moved twice
        CHECK(probed.metric("memory_stability", 3)[at] ==
              Approx((of(layer, 1)->memoryStability + of(layer, 2)->memoryStability) / 2));
        CHECK(probed.metric("linear_cka", 3)[at] == Approx((of(layer, 1)->linearCka + of(layer, 2)->linearCka) / 2));
    }
    CHECK(probed.probe.measure(probed.network, 1, 1, {1}).drifts.empty());
}

TEST_CASE("Maps beyond float16 still have a stability") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    probed.moveWeights(1e4);
    probed.probe.remember(probed.network, 1);
    for (const double value : probed.metric("memory_stability", 2)) CHECK(value == 1);
    probed.moveWeights(1e4);
    for (const double value : probed.metric("memory_stability", 2)) {
        CHECK(value >= 0);
        CHECK(value <= 1);
        CHECK(std::isfinite(value));
    }
}

TEST_CASE("Measuring leaves the network as it was") {
    Probed probed(smallNetworks()[2]);
    for (std::size_t stage = 0; stage < probed.network.stageCount(); ++stage) {
        probed.network.requireGradients(stage, stage >= 4);
    }
    const auto before = copyOf(probed.network);
    probed.probe.remember(probed.network, 1);
    probed.probe.measure(probed.network, 2, 1, {2});
    CHECK(sameTensors(copyOf(probed.network), before));
    for (const NamedTensor& parameter : probed.network.parameters()) {
        CHECK(parameter.tensor.requires_grad() == (parameter.stage >= 4));
        CHECK_FALSE(parameter.tensor.grad().defined());
    }
}

TEST_CASE("Joint training is probed on all tasks") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    const auto alone = [&](int task) {
        for (const auto& measured : probed.probe.measure(probed.network, 5, 1, {task}).metrics) {
            if (measured.metric == "gradient_l1" && measured.layerIndex == 0) return measured.value;
        }
        return -1.0;
    };
    double mean = 0;
    for (int task = 1; task <= 5; ++task) mean += alone(task) / 5;
    double joint = 0;
    for (const auto& measured : probed.probe.measure(probed.network, 5, 1, {1, 2, 3, 4, 5}).metrics) {
        if (measured.metric == "gradient_l1" && measured.layerIndex == 0) joint = measured.value;
    }
    CHECK(joint == Approx(mean).epsilon(1e-5));
    CHECK(joint > 0);
}

TEST_CASE("What the probe measures is the list of layer metrics, but for what is frozen") {
    Probed probed(mlp({3, 16, 16}, 10, {5}));
    probed.probe.remember(probed.network, 1);
    std::set<std::string> measured;
    for (const LayerMetricRow& row : probed.probe.measure(probed.network, 2, 1, {2}).metrics)
        measured.insert(row.metric);
    measured.insert("frozen"); // measured beside the probe: freeze_line_test.cpp
    std::set<std::string> listed;
    for (const LayerMetric& metric : kLayerMetrics) listed.emplace(metric.name);
    CHECK(measured == listed);
}
