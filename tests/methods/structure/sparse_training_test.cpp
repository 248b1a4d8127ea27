#include "base/error.h"
#include "engine/engine_fixture.h"
#include "methods/structure/sparse_training.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor mask(const std::vector<std::int64_t>& values) {
    return torch::tensor(values, torch::kInt64).to(torch::kBool);
}

std::int64_t countOf(const torch::Tensor& mask) {
    return mask.sum().item<std::int64_t>();
}

bool contains(const torch::Tensor& all, const torch::Tensor& part) {
    return torch::equal(all.logical_and(part), part);
}

const NamedTensor& named(const std::vector<NamedTensor>& parameters, std::string_view name) {
    return *std::find_if(parameters.begin(), parameters.end(), [&](const auto& one) { return one.name == name; });
}

/// Masks over a small MLP, of whose second hidden layer with its 42 weights the tests work out everything.
struct Masked {
    explicit Masked(const SparseTraining::Settings& settings)
        : network(madeUpNetwork(smallNetworks().front())), training(settings, network.spec()) {
        training.begin(network);
    }
    /// A step with this gradient of the layer; what is left of it.
    torch::Tensor step(torch::Tensor gradient) {
        at::NoGradGuard noGradient;
        training.beginStep();
        training.adjustGradient(parameter, gradient);
        torch::Tensor(parameter.tensor).add_(gradient, -0.1).add_(0.01); // weight decay and the like move all of them
        training.afterUpdate(parameter);
        return gradient;
    }
    torch::Tensor alive() { return training.alive("hidden2.weight").chosen({6, 7}); }

    Network network;
    SparseTraining training;
    NamedTensor parameter = named(network.parameters(1), "hidden2.weight");
    RandomStream random{4};
};

SparseTraining::Settings halfAlive() {
    SparseTraining::Settings settings;
    settings.sparsity = 0.5;
    settings.growBack = 0.1;
    settings.gradientMasks = false;
    return settings;
}

/// The mask of the `count` living weights of the largest |W| + 0.5·|g|, by sorting.
torch::Tensor mostImportant(const torch::Tensor& alive, const torch::Tensor& weights, const torch::Tensor& gradient,
                            std::int64_t count) {
    const torch::Tensor importance = torch::where(alive, weights.abs() + 0.5 * gradient.abs(), -torch::ones({1}));
    const torch::Tensor threshold = std::get<0>(importance.flatten().sort(0, true))[count - 1];
    return importance.ge(threshold);
}

} // namespace

TEST_CASE("A sparsity leaves an exact number of weights alive") {
    CHECK(aliveCount(1000, 0.75) == 250);
    CHECK(aliveCount(10, 0.74) == 3);
    CHECK(aliveCount(9, 0.75) == 2);
    CHECK(aliveCount(42, 0) == 42);
}

TEST_CASE("Pruning keeps the most important of the living weights") {
    const torch::Tensor importance = torch::tensor({3.0F, 1.0F, 2.0F, 9.0F});
    const auto pruned = [&](const std::vector<std::int64_t>& alive, double sparsity) {
        return WeightMask::of(mask(alive)).pruned({importance}, sparsity).chosen({4});
    };
    CHECK(torch::equal(pruned({1, 1, 1, 0}, 0.5), mask({1, 0, 1, 0})));
    CHECK(torch::equal(pruned({1, 1, 1, 0}, 0.75), mask({1, 0, 0, 0})));
    CHECK(torch::equal(pruned({0, 1, 0, 0}, 0.5), mask({0, 1, 0, 0})));
    const WeightMask second = WeightMask::of(mask({0, 1})); // beside a dead one of equal importance
    CHECK(torch::equal(second.pruned({torch::zeros({2})}, 0.5).chosen({2}), mask({0, 1})));
}

TEST_CASE("Growing adds as many dead weights as are missing, each as likely as the others") {
    RandomStream random(2);
    std::vector<double> times(10, 0);
    const torch::Tensor alive = mask({1, 0, 0, 0, 1, 0, 0, 0, 0, 0});
    const auto grown = [&](double sparsity) { return WeightMask::of(alive).grown(sparsity, random).chosen({10}); };
    for (int i = 0; i < 800; ++i) {
        const torch::Tensor more = grown(0.5);
        CHECK(countOf(more) == 5);
        CHECK(contains(more, alive));
        for (std::int64_t w = 0; w < 10; ++w) times[static_cast<std::size_t>(w)] += more[w].item<bool>();
    }
    for (const std::size_t dead : {1, 2, 3, 5, 6, 7, 8, 9}) CHECK(times[dead] == Approx(300).margin(60));
    CHECK(torch::equal(grown(0.8), alive));
    CHECK(torch::equal(grown(0.9), alive));
}

TEST_CASE("The masks' schedule is the published one") {
    SparseTraining::Settings settings;
    using Update = SparseTraining::MaskUpdate;
    for (int epoch = 1; epoch <= 50; ++epoch) {
        CAPTURE(epoch);
        const auto update = SparseTraining::maskUpdate(settings, epoch, 50);
        CHECK(update.has_value() == (epoch % 5 == 1));
        if (!update) continue;
        if (epoch == 1) CHECK((*update == Update{0.75, 0.74}));
        if (epoch > 1 && epoch < 46) CHECK((*update == Update{0.76, 0.75}));
        if (epoch == 46) CHECK((*update == Update{0.75, 0.75}));
    }
    CHECK((*SparseTraining::maskUpdate(settings, 1, 5) == Update{0.76, 0.75})); // the only one of its task
    CHECK((*SparseTraining::maskUpdate(settings, 6, 6) == Update{0.75, 0.75}));
    settings.weightMasks = false;
    CHECK_FALSE(SparseTraining::maskUpdate(settings, 1, 50).has_value());
}

TEST_CASE("The untrained network is pruned by magnitude") {
    Network dense = madeUpNetwork(smallNetworks().front());
    const torch::Tensor weights = named(dense.parameters(1), "hidden2.weight").tensor.detach();
    Masked masked(halfAlive());
    const torch::Tensor all = torch::ones_like(weights).to(torch::kBool);
    CHECK(torch::equal(masked.alive(), mostImportant(all, weights, torch::zeros_like(weights), 21)));
    CHECK(torch::equal(masked.parameter.tensor.detach(), weights * masked.alive()));
    CHECK(named(masked.network.parameters(2), "fc.weight").tensor.ne(0).all().item<bool>());
}

TEST_CASE("Masks shrink by importance and grow back on schedule") {
    Masked masked(halfAlive());
    const auto update = [&](int epoch) {
        masked.training.beginEpoch(epoch, 15, masked.random);
        const torch::Tensor gradient = torch::randn({6, 7});
        const torch::Tensor before = masked.alive();
        const torch::Tensor weights = masked.parameter.tensor.detach().clone();
        const torch::Tensor left = masked.step(gradient.clone());
        CHECK(torch::equal(left, gradient * masked.alive()));
        return std::array{before, mostImportant(before, weights, gradient, epoch == 6 ? 17 : 21), masked.alive()};
    };
    const auto [start, first, more] = update(1); // 0.5 -> 0.4
    CHECK(torch::equal(start, first));
    CHECK(countOf(more) == 25);
    CHECK(contains(more, start));
    masked.step(torch::randn({6, 7})); // not an epoch's first step
    CHECK(torch::equal(masked.alive(), more));
    masked.training.beginEpoch(2, 15, masked.random);
    masked.step(torch::randn({6, 7}));
    CHECK(torch::equal(masked.alive(), more));

    const auto [wide, kept, exchanged] = update(6); // 0.6 -> 0.5
    CHECK(countOf(kept) == 17);
    CHECK(countOf(exchanged) == 21);
    CHECK(contains(exchanged, kept));
    const auto [same, last, exact] = update(11); // 0.5 -> 0.5
    CHECK(countOf(exact) == 21);
    CHECK(torch::equal(exact, last));
}

TEST_CASE("A weight that is not alive stays 0, one that grows back starts at 0") {
    Masked masked(halfAlive());
    torch::Tensor before = masked.alive();
    for (int epoch = 1; epoch <= 15; ++epoch) {
        masked.training.beginEpoch(epoch, 15, masked.random);
        for (int step = 0; step < 3; ++step) {
            const torch::Tensor weights = masked.parameter.tensor.detach().clone();
            masked.step(torch::randn({6, 7}));
            const torch::Tensor born = masked.alive().logical_and(before.logical_not());
            CHECK(weights.masked_select(born).eq(0).all().item<bool>());
            CHECK(torch::equal(masked.parameter.tensor.ne(0), masked.alive()));
            before = masked.alive();
        }
    }
}

TEST_CASE("Exactly the share with the largest gradients learns, chosen anew every so many steps") {
    SparseTraining::Settings settings;
    settings.weightMasks = false;
    settings.gradientShare = 0.25;
    settings.gradientInterval = 3;
    Masked masked(settings);
    CHECK_FALSE(masked.training.alive("hidden2.weight").defined());
    masked.training.beginEpoch(1, 1, masked.random);
    torch::Tensor chosen;
    for (int step = 1; step <= 7; ++step) {
        const torch::Tensor gradient = torch::randn({6, 7});
        const torch::Tensor left = masked.step(gradient.clone());
        if (step % 3 == 1) chosen = WeightMask::largest({gradient}, 11).chosen({6, 7}); // a quarter of 42 is 10.5
        CHECK(countOf(chosen) == 11);
        CHECK(torch::equal(left, gradient * chosen));
        CHECK(gradient.masked_select(chosen).abs().min().item<double>() >=
              (step % 3 == 1 ? gradient.masked_select(chosen.logical_not()).abs().max().item<double>() : 0));
    }
    torch::Tensor bias = torch::ones({6});
    masked.training.adjustGradient(named(masked.network.parameters(1), "hidden2.bias"), bias);
    CHECK(bias.eq(1).all().item<bool>());
}

TEST_CASE("Only living weights can learn, and newborn ones at once") {
    SparseTraining::Settings settings = halfAlive();
    settings.gradientMasks = true;
    settings.gradientShare = 0.2;
    Masked masked(settings);
    masked.training.beginEpoch(1, 10, masked.random);
    const torch::Tensor left = masked.step(torch::randn({6, 7}));
    CHECK(countOf(left.ne(0)) == 8);
    CHECK(contains(masked.alive(), left.ne(0)));
    CHECK(torch::equal(masked.training.learning("hidden2.weight").chosen({6, 7}), left.ne(0)));
}

TEST_CASE("A compact weight holds its living values only, and is the same when it is expanded") {
    Masked masked(halfAlive());
    const torch::Tensor before = masked.parameter.tensor.detach().clone();
    masked.training.compact(masked.parameter);
    CHECK(masked.parameter.tensor.numel() == 0);
    masked.training.compact(masked.parameter); // there is nothing left to do
    masked.training.expand(masked.parameter);
    CHECK(torch::equal(masked.parameter.tensor, before));
    masked.training.expand(masked.parameter);
    CHECK(torch::equal(masked.parameter.tensor, before));
    const NamedTensor bias = named(masked.network.parameters(1), "hidden2.bias");
    masked.training.compact(bias);
    CHECK(bias.tensor.numel() == 6);
}

TEST_CASE("Masks of a checkpoint with a byte a weight are taken over") {
    Masked masked(halfAlive());
    TensorFile file;
    StateArchive archive(file, "");
    archive.put("hidden2.weight.alive", masked.alive());
    Masked other(halfAlive());
    other.training.restore(archive);
    CHECK(torch::equal(other.alive(), masked.alive()));
    CHECK_FALSE(other.training.alive("hidden1.weight").defined());
}

TEST_CASE("A mask of another layer's size is refused by name") {
    Masked masked(halfAlive());
    for (const torch::Tensor& wrong : {torch::ones({41}, torch::kBool), torch::zeros({2}, torch::kInt64)}) {
        TensorFile file;
        StateArchive archive(file, "");
        archive.put("hidden2.weight.alive", wrong);
        const std::string message = messageOf<InputError>([&] { masked.training.restore(archive); });
        CHECK(message == "checkpoint: expected a mask of 42 weights as hidden2.weight.alive");
    }
}
