#include "methods/regularisation/regularisation_fixture.h"
#include "methods/regularisation/synaptic_intelligence.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A layer that is updated by hand, with gradients that are given.
struct Moving : Ground {
    explicit Moving(SynapticIntelligence::Settings settings) : Ground(onlyHead()), method(settings, OutputMask()) {
        makeDouble(network);
        method.attach(network);
    }
    [[nodiscard]] NamedTensor bias() const { return network.parameters().back(); }
    /// One update of the bias by plain SGD; returns the gradient that was applied, in every element.
    double update(double gradient, double learningRate = 0.1) {
        at::NoGradGuard noGradient;
        torch::Tensor tensor = bias().tensor;
        torch::Tensor all = torch::full_like(tensor, gradient);
        method.adjustGradient(bias(), all);
        tensor.sub_(all, learningRate);
        method.afterUpdate(bias());
        return all[3].item<double>();
    }
    [[nodiscard]] double state(const std::string& name) const { return stateOf(method).at(name)[3].item<double>(); }

    SynapticIntelligence method;
};

constexpr auto kOmega = "path/fc.bias";
constexpr auto kImportance = "importance/fc.bias";

} // namespace

TEST_CASE("SI's path integral and importance are those computed by hand") {
    Moving ground({.c = 2, .xi = 0.5});
    ground.method.beforeTask(ground.context(1));
    CHECK(ground.update(3) == Approx(3));
    CHECK(ground.update(-1) == Approx(-1));
    // 3·(0.1·3) + -1·(0.1·-1); moved by -0.3 + 0.1.
    CHECK(ground.state(kOmega) == Approx(0.9 + 0.1));
    ground.method.afterTask(ground.context(1));
    const double importance = 1.0 / (0.2 * 0.2 + 0.5);
    CHECK(ground.state(kImportance) == Approx(importance));
    CHECK(ground.state(kOmega) == 0);

    // The path is charged with the task's gradient, the way has the penalty's in it as well.
    ground.method.beforeTask(ground.context(2));
    CHECK(ground.update(1) == Approx(1));
    const double penalised = 1 + 2 * 2 * importance * -0.1;
    CHECK(ground.update(1) == Approx(penalised));
    CHECK(ground.state(kOmega) == Approx(0.1 + 0.1 * penalised));
    ground.method.afterTask(ground.context(2));
    const double way = 0.1 + 0.1 * penalised;
    CHECK(ground.state(kImportance) == Approx(importance + way / (way * way + 0.5)));
    CHECK(ground.state("anchor/fc.bias") == ground.bias().tensor[3].item<double>());
}

TEST_CASE("SI as public codes have it: clipped gradients, charged as they are applied") {
    Moving ground({.c = 20, .xi = 0.5, .clip = 1, .wholeGradient = true});
    ground.method.beforeTask(ground.context(1));
    CHECK(ground.update(3) == 1);
    CHECK(ground.state(kOmega) == Approx(0.1));
    ground.method.afterTask(ground.context(1));
    ground.method.beforeTask(ground.context(2));
    CHECK(ground.update(0.5) == 0.5);
    const double penalised = 0.5 + 2 * 20 * (0.1 / (0.1 * 0.1 + 0.5)) * -0.05;
    CHECK(ground.update(0.5) == Approx(penalised));
    CHECK(ground.state(kOmega) == Approx(0.1 * (0.25 + penalised * penalised)));
}

TEST_CASE("SI's importance is cut at zero only when asked for") {
    for (const bool nonNegative : {true, false}) {
        Moving ground({.xi = 1, .nonNegative = nonNegative});
        ground.method.beforeTask(ground.context(1));
        ground.update(2, -0.5); // uphill: as momentum or a penalty may drive a weight
        CHECK(ground.state(kOmega) == Approx(-2));
        ground.method.afterTask(ground.context(1));
        CHECK(ground.state(kImportance) == Approx(nonNegative ? 0.0 : -2.0 / (1 + 1)));
    }
}

TEST_CASE("SI follows the path of real training steps") {
    Ground ground(smallNetworks()[1]);
    SynapticIntelligence method({}, OutputMask());
    method.attach(ground.network);
    method.beforeTask(ground.context(1));
    trainSteps(ground, method, 1, 4, 0.05);
    // Without a penalty and with plain SGD every ω is a sum of learning rate · g² >= 0.
    for (const NamedTensor& parameter : ground.network.parameters()) {
        const torch::Tensor omega = stateOf(method).at("path/" + parameter.name);
        CHECK(omega.min().item<double>() >= 0);
        CHECK(omega.max().item<double>() > 0);
    }
}
