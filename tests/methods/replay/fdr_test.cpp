#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "methods/replay/fdr.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor groupSizes(const Method& method) {
    return savedBy(method).tensors.at("buffer/group_sizes");
}

StepRows separateRows(Fdr& method, RandomStreams& random) {
    StepRows rows;
    rows.stream = method.separateStep(random);
    rows.labels = rows.stream.labels;
    rows.separate = true;
    return rows;
}

} // namespace

TEST_CASE("FDR splits its buffer evenly over the tasks seen, and older tasks keep their first samples") {
    Ground ground(smallNetworks().front());
    Fdr method({13, 4}, OutputMask{});
    CHECK(method.separateStep(ground.random).count() == 0);
    method.afterTask(ground.context(1));
    CHECK(torch::equal(groupSizes(method), torch::tensor({13})));
    const torch::Tensor first = savedBy(method).tensors.at("buffer/images");
    method.afterTask(ground.context(2));
    CHECK(torch::equal(groupSizes(method), torch::tensor({6, 6})));
    method.afterTask(ground.context(3));
    CHECK(torch::equal(groupSizes(method), torch::tensor({4, 4, 4})));
    const TensorFile saved = savedBy(method);
    CHECK(saved.tensors.at("buffer/images").size(0) == 12);
    CHECK(torch::equal(saved.tensors.at("buffer/images").slice(0, 0, 4), first.slice(0, 0, 4)));
    const torch::Tensor tasks = saved.tensors.at("buffer/labels").floor_divide(2);
    CHECK(torch::equal(tasks, torch::arange(3, torch::kInt64).repeat_interleave(4)));
}

TEST_CASE("FDR keeps the probabilities that the network gives when a task ends") {
    for (const NetworkSpec& spec : smallNetworks()) {
        Ground ground(spec);
        Fdr method({10, 4}, OutputMask{});
        method.afterTask(ground.context(1));
        const TensorFile saved = savedBy(method);
        const torch::Tensor logits =
            ground.network.forward(toInputs(saved.tensors.at("buffer/images")), NormMode::Evaluation).detach();
        const torch::Tensor odds = logits.exp();
        CHECK(torch::allclose(saved.tensors.at("buffer/outputs"), odds / odds.sum(1, true), 1e-4, 1e-6));
    }
}

TEST_CASE("FDR may keep probabilities in float16") {
    Ground one(smallNetworks().front()), other(smallNetworks().front());
    Fdr half({10, 4, 1, StoredPrecision::Float16}, OutputMask{}), single({10, 4}, OutputMask{});
    half.afterTask(one.context(1));
    single.afterTask(other.context(1));
    const torch::Tensor kept = savedBy(half).tensors.at("buffer/outputs");
    CHECK(torch::equal(kept, savedBy(single).tensors.at("buffer/outputs").to(torch::kFloat16)));
    const StepRows rows = separateRows(half, one.random);
    CHECK(half.loss(torch::rand({rows.count(), 10}), rows).scalar_type() == torch::kFloat32);
}

TEST_CASE("FDR's second step is on the mean distance of probabilities") {
    Ground ground(smallNetworks().front());
    Fdr method({10, 3, 0.5}, OutputMask{});
    method.afterTask(ground.context(1));
    TensorFile saved = savedBy(method);
    // Kept: all of class 0. Now: 3 to 4 odds for class 1, the rest impossible: (1 - 3/7, -4/7) of length √32/7.
    saved.tensors.at("buffer/outputs").zero_().select(1, 0).fill_(1);
    method.restore(StateArchive(saved, ""));
    const StepRows rows = separateRows(method, ground.random);
    REQUIRE(rows.count() == 3);
    torch::Tensor logits = torch::full({3, 10}, -1e9);
    logits.select(1, 0).fill_(std::log(3.0));
    logits.select(1, 1).fill_(std::log(4.0));
    CHECK(method.loss(logits, rows).item<double>() == Approx(0.5 * std::sqrt(32.0) / 7).epsilon(1e-5));

    const Samples stream = ground.samples(2, 4);
    const torch::Tensor plain = torch::rand({4, 10});
    CHECK(method.loss(plain, stepRows(stream, {})).item<double>() ==
          Approx(crossEntropy(plain, stream.labels, false)).epsilon(1e-5));
}

TEST_CASE("FDR's gradient is finite where nothing has moved") {
    Ground ground(smallNetworks().front());
    Fdr method({10, 10}, OutputMask{});
    method.afterTask(ground.context(1));
    TensorFile saved = savedBy(method);
    saved.tensors.at("buffer/outputs").fill_(0.1F);
    method.restore(StateArchive(saved, ""));
    const StepRows rows = separateRows(method, ground.random);
    const torch::Tensor logits = torch::zeros({10, 10}).set_requires_grad(true);
    const torch::Tensor gradient = torch::autograd::grad({method.loss(logits, rows)}, {logits}).front();
    CHECK(torch::isfinite(gradient).all().item<bool>());
}
