#include "engine/engine_fixture.h"
#include "engine/recording_method.h"
#include "engine/training_step.h"
#include "methods/replay/a_gem.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("A-GEM takes the conflicting part out of a gradient") {
    AGem method({10, 4}, OutputMask{});
    // g = (1, 0 | 2), r = (-1, 1 | 0): g·r = -1, r·r = 2, so g + r/2 = (0.5, 0.5 | 2).
    const std::vector<torch::Tensor> reference = {torch::tensor({{-1.0F, 1.0F}}), torch::tensor({0.0F})};
    std::vector<torch::Tensor> gradients = {torch::tensor({{1.0F, 0.0F}}), torch::tensor({2.0F})};
    method.adjustGradients(gradients, reference);
    CHECK(torch::equal(gradients[0], torch::tensor({{0.5F, 0.5F}})));
    CHECK(torch::equal(gradients[1], torch::tensor({2.0F})));
}

TEST_CASE("A-GEM leaves a gradient alone that does not conflict, or has nothing to conflict with") {
    AGem method({10, 4}, OutputMask{});
    const torch::Tensor gradient = torch::tensor({3.0F, -1.0F});
    std::vector<torch::Tensor> gradients = {gradient.clone()};
    method.adjustGradients(gradients, {torch::tensor({1.0F, 3.0F})}); // at a right angle
    CHECK(torch::equal(gradients[0], gradient));
    method.adjustGradients(gradients, {torch::tensor({1.0F, 1.0F})});
    CHECK(torch::equal(gradients[0], gradient));
    method.adjustGradients(gradients, {});
    CHECK(torch::equal(gradients[0], gradient));
}

TEST_CASE("A-GEM's dot products do not lose small terms beside large ones") {
    AGem method({10, 4}, OutputMask{});
    // 4096² + 1 + (-4096²) - 2 = -1 in float64; in float32 the 1 would be lost and the result be -2.
    std::vector<torch::Tensor> gradients = {torch::tensor({4096.0F, 1.0F, 4096.0F, 1.0F})};
    const torch::Tensor reference = torch::tensor({4096.0F, 1.0F, -4096.0F, -2.0F});
    const double share = -1.0 / (2.0 * 4096 * 4096 + 5);
    method.adjustGradients(gradients, {reference});
    const torch::Tensor expected = torch::tensor({4096.0F, 1.0F, 4096.0F, 1.0F}) - reference * share;
    CHECK(torch::allclose(gradients[0], expected, 0, 1e-7));
}

TEST_CASE("A task leaves its share of A-GEM's buffer, or a batch at most") {
    Ground ground(smallNetworks().front());
    for (const auto& [oneBatch, each] : {std::pair{false, 12}, std::pair{true, 8}}) {
        AGem method({61, 4, oneBatch}, OutputMask{});
        CHECK(method.reference(ground.random).count() == 0);
        method.afterTask(ground.context(1));
        method.afterTask(ground.context(2));
        const TensorFile saved = savedBy(method);
        CHECK(torch::equal(saved.tensors.at("buffer/labels").floor_divide(2),
                           torch::arange(2, torch::kInt64).repeat_interleave(each)));
        CHECK(method.reference(ground.random).count() == 4);
    }
}

TEST_CASE("A step with A-GEM does not go against the earlier task's gradient") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Ground ground(spec);
        AGem method({20, 8}, OutputMask{});
        Optimizer optimizer({0.1, 0, 0}, nullptr);
        TrainingStep step(ground.network, method, optimizer, nullptr);
        step.beginTask();
        StepRows earlier = ground.rows(method, 1, 8);
        earlier.referenceOnly = true;
        // The same pictures with other labels: the gradients conflict.
        StepRows now = ground.rows(method, 1, 8);
        now.labels = now.labels + 2;
        const auto before = copyOf(ground.network);
        step.keepReference(Ground::inputsOf(earlier), earlier);
        step.run(Ground::inputsOf(now), now);
        const auto after = copyOf(ground.network);

        // The reference gradient once more, by a step of width 1 of plain SGD from where it was taken.
        Ground again(spec);
        RecordingMethod recorder(method);
        Optimizer still({0, 0, 0}, nullptr);
        TrainingStep plain(again.network, recorder, still, nullptr);
        plain.beginTask();
        plain.run(Ground::inputsOf(earlier), earlier);
        double along = 0;
        double length = 0;
        for (const auto& [name, gradient] : recorder.gradients) {
            along += (before.at(name) - after.at(name)).mul(gradient).sum().item<double>();
            length += gradient.square().sum().item<double>();
        }
        CHECK(length > 0);
        CHECK(along >= -1e-6 * length);
    }
}
