#include "data/input_pipeline.h"
#include "methods/regularisation/learning_without_forgetting.h"
#include "methods/regularisation/regularisation_fixture.h"
#include "support/catch.h"

#include <cmath>

using namespace lightcl;
using namespace lightcl::test;

namespace {

const std::vector<std::int64_t> kOrder = {3, 8, 1, 6, 4, 2, 9, 0, 7, 5};

/// A method that has seen tasks 1 … task-1 and is about to learn `task`.
struct Distilling : Ground {
    Distilling(LearningWithoutForgetting::Settings settings, int task)
        : Ground(smallNetworks().front(), kOrder), method(settings) {
        for (int t = 1; t <= task; ++t) method.beforeTask(context(t));
        const torch::Tensor& indices = scenario->task(task).trainIndices;
        rows.indices = indices.index_select(0, torch::tensor({5, 0, 11}, torch::kInt64));
        rows.stream = scenario->trainSamples(rows.indices);
        rows.labels = rows.stream.labels;
    }
    torch::Tensor oldLogits() {
        at::NoGradGuard noGradient;
        return network.forward(toInputs(rows.stream.images), NormMode::Evaluation);
    }

    LearningWithoutForgetting method;
    StepRows rows;
};

/// Mean over rows of the negative sum over `classes` of q·log p, value by value.
double distilledByHand(const torch::Tensor& old, const torch::Tensor& now, const std::vector<std::int64_t>& classes,
                       double temperature) {
    const auto powers = [&](const torch::Tensor& logits, std::int64_t row) {
        std::vector<double> result;
        double sum = 0;
        for (const std::int64_t c : classes) {
            result.push_back(std::exp(logits[row][c].item<double>() / temperature));
            sum += result.back();
        }
        for (double& value : result) value /= sum;
        return result;
    };
    double total = 0;
    for (std::int64_t row = 0; row < old.size(0); ++row) {
        const auto q = powers(old, row);
        const auto p = powers(now, row);
        for (std::size_t c = 0; c < q.size(); ++c) total -= q[c] * std::log(p[c]);
    }
    return total / static_cast<double>(old.size(0));
}

double crossEntropyByHand(const torch::Tensor& logits, const torch::Tensor& labels,
                          const std::vector<std::int64_t>& classes) {
    double total = 0;
    for (std::int64_t row = 0; row < labels.size(0); ++row) {
        double sum = 0;
        for (const std::int64_t c : classes) sum += std::exp(logits[row][c].item<double>());
        total += std::log(sum) - logits[row][labels[row].item<std::int64_t>()].item<double>();
    }
    return total / static_cast<double>(labels.size(0));
}

} // namespace

TEST_CASE("LwF's loss is the one computed by hand") {
    for (const bool seen : {false, true}) {
        Distilling ground({.alpha = 0.7, .temperature = 3, .seenClasses = seen}, 3);
        const torch::Tensor old = ground.oldLogits();
        const torch::Tensor now = torch::randn({3, 10});
        std::vector<std::int64_t> classes = {4, 2};
        if (seen) classes = {4, 2, 3, 8, 1, 6};
        const double expected =
            crossEntropyByHand(now, ground.rows.labels, classes) + 0.7 * distilledByHand(old, now, {3, 8, 1, 6}, 3);
        CHECK(ground.method.loss(now, ground.rows).item<double>() == Approx(expected));
    }
}

TEST_CASE("LwF distils each past task by itself in task-incremental training") {
    Distilling ground({.taskAware = true}, 3);
    const torch::Tensor old = ground.oldLogits();
    const torch::Tensor now = torch::randn({3, 10});
    const double expected = crossEntropyByHand(now, ground.rows.labels, {4, 2}) + distilledByHand(old, now, {3, 8}, 2) +
                            distilledByHand(old, now, {1, 6}, 2);
    CHECK(ground.method.loss(now, ground.rows).item<double>() == Approx(expected));
}

TEST_CASE("LwF has nothing to distil in the first task, and follows its class order") {
    Distilling ground({}, 1);
    const torch::Tensor now = torch::randn({3, 10});
    CHECK(ground.method.loss(now, ground.rows).item<double>() ==
          Approx(crossEntropyByHand(now, ground.rows.labels, {3, 8})));
}

TEST_CASE("LwF's warm-up teaches the new outputs and touches nothing else") {
    for (const NetworkSpec& spec : smallNetworks()) {
        // Untrained, in evaluation mode, its features are nearly nothing: there is nothing to learn from.
        if (spec.backbone == "mobilenet-v2") continue;
        CAPTURE(spec.backbone);
        Ground ground(spec, kOrder);
        LearningWithoutForgetting method({});
        method.beforeTask(ground.context(1));
        const auto before = copyOf(ground.network);
        const Samples samples = ground.scenario->trainSamples(ground.scenario->task(2).trainIndices);
        const auto lossNow = [&] {
            at::NoGradGuard noGradient;
            const torch::Tensor logits = ground.network.forward(toInputs(samples.images), NormMode::Evaluation);
            return crossEntropyByHand(logits, samples.labels, {1, 6});
        };
        const double earlier = lossNow();
        TaskContext context = ground.context(2);
        context.epochs = 3;
        method.beforeTask(context);
        CHECK(lossNow() < earlier);
        const auto after = copyOf(ground.network);
        for (const auto& [name, tensor] : before) {
            CAPTURE(name);
            const bool head = name.starts_with("fc.");
            CHECK(torch::equal(after.at(name), tensor) == !head);
            if (!head) continue;
            for (std::int64_t c = 0; c < 10; ++c)
                CHECK(torch::equal(after.at(name)[c], tensor[c]) == (c != 1 && c != 6));
        }

        Ground still(spec, kOrder);
        LearningWithoutForgetting cold({.warmUp = false});
        cold.beforeTask(still.context(1));
        cold.beforeTask(still.context(2));
        CHECK(sameTensors(copyOf(still.network), before));
    }
}

TEST_CASE("LwF remembers the old answers while the network changes, and over a save") {
    Distilling ground({}, 2);
    const torch::Tensor now = torch::randn({3, 10});
    const double loss = ground.method.loss(now, ground.rows).item<double>();
    trainSteps(ground, ground.method, 2, 2, 0.1);
    CHECK(ground.method.loss(now, ground.rows).item<double>() == loss);

    TensorFile file;
    StateArchive archive(file, "");
    ground.method.save(archive);
    LearningWithoutForgetting restored({});
    restored.restore(archive);
    CHECK(restored.loss(now, ground.rows).item<double>() == loss);
}
