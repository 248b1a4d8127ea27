#include "engine/engine_fixture.h"
#include "methods/regularisation/weight_anchor.h"
#include "support/catch.h"

#include <algorithm>
#include <cmath>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A network in float64 that is held where it was, and has moved since.
struct Held {
    Held() : network(madeUpNetwork(smallNetworks().front())) {
        makeDouble(network);
        anchor.attach(network);
        anchor.moveTo(network);
        at::NoGradGuard noGradient;
        for (const NamedTensor& parameter : network.parameters()) {
            anchor.importance(parameter).copy_(torch::rand_like(parameter.tensor));
            torch::Tensor tensor = parameter.tensor;
            tensor.add_(torch::randn_like(tensor), 0.1);
        }
    }

    Network network;
    WeightAnchor anchor;
};

} // namespace

TEST_CASE("The penalty sums importance times squared distance") {
    Held held;
    double expected = 0;
    for (const NamedTensor& parameter : held.network.parameters()) {
        const torch::Tensor way = parameter.tensor - *held.anchor.anchor(parameter.name);
        expected += (held.anchor.importance(parameter) * way * way).sum().item<double>();
    }
    CHECK(expected > 0);
    CHECK(held.anchor.penalty(held.network, 3) == Approx(3 * expected));
    held.anchor.scaleImportance(0.5);
    CHECK(held.anchor.penalty(held.network, 3) == Approx(1.5 * expected));
    held.anchor.moveTo(held.network);
    CHECK(held.anchor.penalty(held.network, 3) == 0);
}

TEST_CASE("The penalty's gradient is what finite differences say") {
    Held held;
    for (const NamedTensor& parameter : held.network.parameters()) {
        CAPTURE(parameter.name);
        torch::Tensor gradient = torch::full_like(parameter.tensor, 0.25);
        held.anchor.addGradient(parameter, gradient, 1.7);
        torch::Tensor flat = parameter.tensor.detach().view(-1);
        for (const std::int64_t i : {std::int64_t{0}, flat.size(0) - 1}) {
            const double width = 1e-5;
            flat[i] += width;
            const double above = held.anchor.penalty(held.network, 1.7);
            flat[i] -= 2 * width;
            const double below = held.anchor.penalty(held.network, 1.7);
            flat[i] += width;
            CHECK(gradient.view(-1)[i].item<double>() == Approx(0.25 + (above - below) / (2 * width)).epsilon(1e-6));
        }
    }
}

TEST_CASE("A parameter without importance or anchor is free, and an anchor survives saving") {
    Held held;
    WeightAnchor fresh;
    fresh.attach(held.network);
    const NamedTensor parameter = held.network.parameters().front();
    torch::Tensor gradient = torch::ones_like(parameter.tensor);
    fresh.addGradient(parameter, gradient, 5);
    CHECK(torch::equal(gradient, torch::ones_like(gradient)));
    CHECK(fresh.penalty(held.network, 5) == 0);

    TensorFile file;
    held.anchor.save(StateArchive(file, "held/"));
    const TensorFile stored = asRead(file);
    fresh.restore(StateArchive(file, "held/"));
    CHECK(fresh.penalty(held.network, 1) == held.anchor.penalty(held.network, 1));
    // What was restored is its own: changing it leaves the file alone.
    fresh.scaleImportance(0);
    CHECK(sameTensors(file.tensors, stored.tensors));
}

TEST_CASE("The strength from which on the penalty diverges is told, as plain SGD shows it") {
    Held held;
    double largest = 0;
    for (const NamedTensor& parameter : held.network.parameters())
        largest = std::max(largest, held.anchor.importance(parameter).max().item<double>());
    const double stable = held.anchor.stableStrength(0.1);
    CHECK(stable == Approx(1 / (0.1 * largest)));
    const auto distanceAfter = [&](double strength) {
        double distance = 1;
        for (int step = 0; step < 100; ++step) distance -= 0.1 * 2 * strength * largest * distance;
        return std::abs(distance);
    };
    CHECK(distanceAfter(0.99 * stable) < 1);
    CHECK(distanceAfter(1.01 * stable) > 1);
    CHECK(held.anchor.instability("method.ewc.lambda", 0.5 * stable, 0.1).empty());
    CHECK(held.anchor.instability("method.ewc.lambda", 2 * stable, 0.1).starts_with(", or method.ewc.lambda below 1"));
}
