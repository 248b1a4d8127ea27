#include "engine/engine_fixture.h"
#include "methods/replay/er_ace.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Mean cross-entropy over these outputs.
double crossEntropyOver(const torch::Tensor& logits, const torch::Tensor& labels, const std::set<std::int64_t>& among) {
    return crossEntropyWhere(logits, labels,
                             [&](std::int64_t /*label*/, std::int64_t output) { return among.contains(output); });
}

const std::set<std::int64_t> kAll = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/// A step whose loss nobody looks at.
void pass(ErAce& method, const Samples& stream, RandomStreams& random) {
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    static_cast<void>(method.loss(torch::rand({rows.count(), 10}), rows));
    method.afterStep(rows, random);
}

} // namespace

TEST_CASE("ER-ACE's stream competes among the batch's classes, its replay among all seen") {
    RandomStreams random(9);
    ErAce method({20, 3}, OutputMask{});
    pass(method, labelled({0, 1, 1, 4}), random);

    const Samples stream = labelled({2, 3, 2});
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    REQUIRE(rows.replay.count() == 3);
    const torch::Tensor logits = (torch::rand({6, 10}) * 4).set_requires_grad(true);
    const torch::Tensor loss = method.loss(logits, rows);
    const double expected = crossEntropyOver(logits.slice(0, 0, 3), stream.labels, {2, 3}) +
                            crossEntropyOver(logits.slice(0, 3), rows.replay.labels, {0, 1, 2, 3, 4});
    CHECK(loss.item<double>() == Approx(expected).epsilon(1e-5));

    const torch::Tensor gradient = torch::autograd::grad({loss}, {logits}).front();
    CHECK(torch::isfinite(gradient).all().item<bool>());
    CHECK(gradient.slice(0, 0, 3).slice(1, 0, 2).eq(0).all().item<bool>());
    CHECK(gradient.slice(0, 0, 3).slice(1, 4).eq(0).all().item<bool>());
    CHECK(gradient.slice(0, 0, 3).slice(1, 2, 4).ne(0).all().item<bool>());
    CHECK(gradient.slice(0, 3).slice(1, 5).eq(0).all().item<bool>());
    CHECK(gradient.slice(0, 3).slice(1, 0, 5).ne(0).all().item<bool>());
}

TEST_CASE("ER-ACE remembers which classes it has seen") {
    RandomStreams random(9);
    ErAce method({20, 3}, OutputMask{});
    pass(method, labelled({0, 7}), random);
    TensorFile saved = savedBy(method);
    ErAce other({20, 3}, OutputMask{});
    other.restore(StateArchive(saved, ""));
    const Samples stream = labelled({2, 2});
    const StepRows rows = stepRows(stream, other.replay(stream, random));
    const torch::Tensor logits = torch::rand({4, 10});
    const double expected = crossEntropyOver(logits.slice(0, 2), rows.replay.labels, {0, 2, 7});
    CHECK(other.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5)); // one class alone has no loss
}

TEST_CASE("As in its authors' code ER-ACE trains the first task plainly and then spares seen classes only") {
    Ground ground(smallNetworks().front());
    RandomStreams random(9);
    ErAce method({20, 3, true}, OutputMask{});
    method.beforeEpoch(ground.context(1), 1);
    pass(method, labelled({0, 1}), random);
    const Samples more = labelled({1, 1, 0});
    CHECK(method.replay(more, random).count() == 0);
    const torch::Tensor plain = torch::rand({3, 10});
    CHECK(method.loss(plain, stepRows(more, {})).item<double>() ==
          Approx(crossEntropyOver(plain, more.labels, kAll)).epsilon(1e-5));

    method.beforeEpoch(ground.context(2), 1);
    const Samples stream = labelled({3, 3});
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    REQUIRE(rows.replay.count() == 2);
    const torch::Tensor logits = torch::rand({4, 10});
    const double expected = crossEntropyOver(logits.slice(0, 0, 2), stream.labels, {2, 3, 4, 5, 6, 7, 8, 9}) +
                            crossEntropyOver(logits.slice(0, 2), rows.replay.labels, kAll);
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
}

TEST_CASE("In task-incremental training ER-ACE's replay competes within its task") {
    RandomStreams random(9);
    ErAce method({20, 3}, pairs());
    pass(method, labelled({0, 1}), random);
    const Samples stream = labelled({2, 3});
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    const torch::Tensor logits = torch::rand({4, 10});
    const double expected = crossEntropyOver(logits.slice(0, 0, 2), stream.labels, {2, 3}) +
                            crossEntropyOver(logits.slice(0, 2), rows.replay.labels, {0, 1});
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
}
