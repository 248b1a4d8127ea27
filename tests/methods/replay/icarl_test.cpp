#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "methods/replay/herding.h"
#include "methods/replay/icarl.h"
#include "methods/replay/replay_fixture.h"
#include "networks/features.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

void begin(ICarl& method, Ground& ground, int task) {
    method.beforeTask(ground.context(task));
    method.beforeEpoch(ground.context(task), 1);
}

void train(ICarl& method, Ground& ground, int task) {
    begin(method, ground, task);
    method.afterTask(ground.context(task));
}

/// -(t·log σ(z) + (1-t)·log(1-σ(z)))
double binaryCrossEntropy(double logit, double target) {
    const double sigmoid = 1 / (1 + std::exp(-logit));
    return -(target * std::log(sigmoid) + (1 - target) * std::log(1 - sigmoid));
}

torch::Tensor unit(const torch::Tensor& vectors) {
    return vectors / vectors.square().sum(-1, true).sqrt();
}

/// Feature vectors of a saved exemplar set.
torch::Tensor exemplarFeatures(Ground& ground, const TensorFile& saved) {
    const at::NoGradGuard noGradient;
    return unit(headFeatures(ground.network, toInputs(saved.tensors.at("buffer/images"))));
}

} // namespace

TEST_CASE("Herding takes what brings the mean of those taken nearest to the mean of all") {
    // Mean 4. Taken: 5 (off by 1); then 1 ((5+1)/2 = 3); then 10 (16/3 = 5.33 against 6/3 = 2); then 0.
    const torch::Tensor features = torch::tensor({0.0F, 1.0F, 5.0F, 10.0F}).unsqueeze(1);
    CHECK(torch::equal(herded(features, 4), torch::tensor({2, 1, 3, 0})));
    CHECK(torch::equal(herded(features, 2), torch::tensor({2, 1})));
    CHECK(herded(features, 9).size(0) == 4);
}

TEST_CASE("Herding agrees with its definition, written out") {
    const torch::Tensor features = unit(torch::rand({30, 6}) - 0.3);
    const torch::Tensor chosen = herded(features, 12);
    const torch::Tensor mean = features.mean(0);
    torch::Tensor taken = torch::zeros({6});
    for (std::int64_t k = 1; k <= 12; ++k) {
        const torch::Tensor distances = (mean - (features + taken) / k).square().sum(1);
        for (std::int64_t j = 0; j + 1 < k; ++j) distances[chosen[j].item<std::int64_t>()] = 1e9;
        const auto place = chosen[k - 1].item<std::int64_t>();
        CHECK(distances[place].item<double>() <= distances.min().item<double>() + 1e-6);
        taken = taken + features[place];
    }
}

TEST_CASE("What enters the head's linear layer are the features") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        const at::NoGradGuard noGradient;
        Network network = madeUpNetwork(spec);
        const torch::Tensor inputs = torch::rand({3, 3, 16, 16});
        const torch::Tensor features = headFeatures(network, inputs);
        const auto parameters = network.parameters();
        const torch::Tensor& weight = parameters[parameters.size() - 2].tensor;
        const torch::Tensor logits = features.mm(weight.t()) + parameters.back().tensor;
        CHECK(torch::allclose(logits, network.forward(inputs, NormMode::Evaluation), 1e-4, 1e-5));
    }
}

TEST_CASE("iCaRL's first task has a sigmoid and a target for each of its classes") {
    Ground ground(smallNetworks().front(), {3, 7, 0, 1, 2, 4, 5, 6, 8, 9});
    ICarl method({20, 4});
    method.attach(ground.network);
    begin(method, ground, 1);
    const StepRows rows = ground.rows(method, 1, 4);
    CHECK(rows.replay.count() == 0);
    const torch::Tensor logits = torch::rand({4, 10}) * 4 - 2;
    method.beforeStep(Ground::inputsOf(rows), rows);
    double expected = 0;
    for (std::int64_t row = 0; row < 4; ++row) {
        for (const std::int64_t output : {3, 7}) {
            const double target = rows.labels[row].item<std::int64_t>() == output ? 1 : 0;
            expected += binaryCrossEntropy(logits[row][output].item<double>(), target) / 8;
        }
    }
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
}

TEST_CASE("Later iCaRL's earlier classes have the old network's sigmoids as targets") {
    Ground ground(smallNetworks().front(), {3, 7, 0, 1, 2, 4, 5, 6, 8, 9});
    ICarl method({20, 4, ICarl::Rehearsal::Draw});
    method.attach(ground.network);
    train(method, ground, 1);
    Network old = ground.network.clone();
    {
        const at::NoGradGuard noGradient;
        for (NamedTensor& parameter : ground.network.parameters()) parameter.tensor.add_(0.3);
    }
    begin(method, ground, 2);
    const StepRows rows = ground.rows(method, 2, 4);
    REQUIRE(rows.replay.count() == 4);
    const torch::Tensor inputs = Ground::inputsOf(rows);
    method.beforeStep(inputs, rows);
    const torch::Tensor logits = torch::rand({8, 10}) * 4 - 2;
    const torch::Tensor before = old.forward(inputs, NormMode::Evaluation).detach();
    double expected = 0;
    for (std::int64_t row = 0; row < 8; ++row) {
        for (const std::int64_t output : {3, 7, 0, 1}) {
            double target = rows.labels[row].item<std::int64_t>() == output ? 1 : 0;
            if (output == 3 || output == 7) target = 1 / (1 + std::exp(-before[row][output].item<double>()));
            expected += binaryCrossEntropy(logits[row][output].item<double>(), target) / 32;
        }
    }
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
}

TEST_CASE("iCaRL's classes share the buffer, and give up the exemplars that herding chose last") {
    Ground ground(smallNetworks().front());
    ICarl method({9, 4});
    method.attach(ground.network);
    train(method, ground, 1);
    const TensorFile first = savedBy(method);
    CHECK(torch::equal(first.tensors.at("buffer/labels"), torch::tensor({0, 0, 0, 0, 1, 1, 1, 1})));
    train(method, ground, 2);
    const TensorFile second = savedBy(method);
    CHECK(torch::equal(second.tensors.at("buffer/labels"), torch::tensor({0, 0, 1, 1, 2, 2, 3, 3})));
    const torch::Tensor before = first.tensors.at("buffer/images");
    const torch::Tensor after = second.tensors.at("buffer/images");
    CHECK(torch::equal(after.slice(0, 0, 2), before.slice(0, 0, 2)));
    CHECK(torch::equal(after.slice(0, 2, 4), before.slice(0, 4, 6)));

    // A class's first exemplar is the one whose features are nearest to the class's mean.
    const torch::Tensor& indices = ground.scenario->task(2).trainIndices;
    const Samples all = ground.scenario->trainSamples(indices);
    const Samples twos{all.images.index_select(0, all.labels.eq(2).nonzero().flatten()), {}};
    const at::NoGradGuard noGradient;
    const torch::Tensor features = unit(headFeatures(ground.network, toInputs(twos.images)));
    const auto nearest = (features - features.mean(0)).square().sum(1).argmin().item<std::int64_t>();
    CHECK(torch::equal(after[4], twos.images[nearest]));
}

TEST_CASE("iCaRL goes over every exemplar once an epoch") {
    Ground ground(smallNetworks().front());
    ICarl method({20, 4});
    method.attach(ground.network);
    train(method, ground, 1);
    begin(method, ground, 2);
    const std::int64_t steps = (ground.scenario->task(2).trainIndices.size(0) + 7) / 8;
    std::vector<torch::Tensor> replayed;
    for (std::int64_t step = 0; step < steps; ++step) {
        const Samples rows = method.replay(ground.samples(2, 8), ground.random);
        CHECK(std::abs(rows.count() - 20 / steps) <= 1);
        if (rows.count() > 0) replayed.push_back(rows.images.flatten(1));
    }
    const torch::Tensor all = torch::cat(replayed);
    CHECK(all.size(0) == 20);
    CHECK(std::get<0>(torch::unique_dim(all, 0)).size(0) == 20);
}

TEST_CASE("iCaRL says the class whose exemplars' mean features are nearest") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Ground ground(spec);
        ICarl method({20, 4});
        method.attach(ground.network);
        const torch::Tensor inputs = toInputs(ground.samples(1, 8).images);
        const Task& task = ground.scenario->task(1);
        const at::NoGradGuard noGradient;
        CHECK(torch::equal(method.evaluate(ground.network, inputs, task, 0),
                           ground.network.forward(inputs, NormMode::Evaluation)));
        train(method, ground, 1);
        const torch::Tensor scores = method.evaluate(ground.network, inputs, task, 0);
        CHECK(torch::isinf(scores.slice(1, 2)).all().item<bool>());

        const torch::Tensor exemplars = exemplarFeatures(ground, savedBy(method));
        const torch::Tensor means =
            unit(torch::stack({exemplars.slice(0, 0, 10).mean(0), exemplars.slice(0, 10, 20).mean(0)}));
        const torch::Tensor features = unit(headFeatures(ground.network, inputs));
        const torch::Tensor distances = (features.unsqueeze(1) - means.unsqueeze(0)).square().sum(2);
        // A row's scores are its distances, turned round and shifted.
        const torch::Tensor shifted = scores.slice(1, 0, 2) + distances;
        CHECK(torch::allclose(shifted.select(1, 0), shifted.select(1, 1), 1e-4, 1e-5));

        begin(method, ground, 2);
        CHECK(torch::equal(method.evaluate(ground.network, inputs, task, 0),
                           ground.network.forward(inputs, NormMode::Evaluation)));
    }
}

TEST_CASE("iCaRL as a public code has it normalises nothing") {
    Ground ground(smallNetworks().front());
    ICarl method({20, 4, ICarl::Rehearsal::Union, false});
    method.attach(ground.network);
    train(method, ground, 1);
    const TensorFile saved = savedBy(method);
    const at::NoGradGuard noGradient;
    const torch::Tensor features = headFeatures(ground.network, toInputs(saved.tensors.at("buffer/images")));
    CHECK(torch::allclose(saved.tensors.at("means")[0], features.slice(0, 0, 10).mean(0), 1e-4, 1e-5));
}
