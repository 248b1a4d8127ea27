#include "methods/replay/dark_experience_replay.h"
#include "methods/replay/replay_fixture.h"
#include "support/catch.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A step on the stream with these logits [stream rows, 10], before anything is buffered.
torch::Tensor firstStep(DarkExperienceReplay& method, const Samples& stream, RandomStreams& random) {
    CHECK(method.replay(stream, random).count() == 0);
    const torch::Tensor logits = torch::rand({stream.count(), 10}) * 4;
    const StepRows rows = stepRows(stream, {});
    CHECK(method.loss(logits, rows).item<double>() == Approx(crossEntropy(logits, rows.labels, false)).epsilon(1e-5));
    method.afterStep(rows, random);
    return logits;
}

/// Mean over rows and outputs of the squared differences to the row of `stored` that each label names.
double meanSquare(const torch::Tensor& logits, const torch::Tensor& stored, const torch::Tensor& labels) {
    double sum = 0;
    for (std::int64_t row = 0; row < logits.size(0); ++row) {
        const torch::Tensor old = stored[labels[row].item<std::int64_t>()];
        for (std::int64_t c = 0; c < 10; ++c) sum += std::pow((logits[row][c] - old[c]).item<double>(), 2);
    }
    return sum / static_cast<double>(logits.numel());
}

} // namespace

TEST_CASE("DER holds replayed samples to the logits of the step that they came in") {
    RandomStreams random(9);
    DarkExperienceReplay method({20, 3, 0.25, 0}, OutputMask{});
    const torch::Tensor stored = firstStep(method, numbered(0, 5), random);

    const Samples stream = numbered(6, 2);
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    REQUIRE(rows.replay.count() == 3);
    const torch::Tensor logits = (torch::rand({5, 10}) * 4).set_requires_grad(true);
    const torch::Tensor loss = method.loss(logits, rows);
    const double expected = crossEntropy(logits.slice(0, 0, 2), stream.labels, false) +
                            0.25 * meanSquare(logits.slice(0, 2), stored, rows.replay.labels);
    CHECK(loss.item<double>() == Approx(expected).epsilon(1e-5));

    // d/dz of alpha · mean (z - z')² is 2 alpha (z - z') / (rows · outputs).
    const torch::Tensor gradient = torch::autograd::grad({loss}, {logits}).front().slice(0, 2);
    const torch::Tensor change = logits.slice(0, 2) - stored.index_select(0, rows.replay.labels);
    CHECK(torch::allclose(gradient, change * (2 * 0.25 / 30), 1e-4, 1e-6));
}

TEST_CASE("A sample's stored logits stay what they were when it came in") {
    RandomStreams random(9);
    DarkExperienceReplay method({20, 20, 0.25, 0}, OutputMask{});
    const torch::Tensor first = firstStep(method, numbered(0, 5), random);
    const Samples stream = numbered(5, 2);
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    torch::Tensor logits = torch::rand({7, 10});
    const torch::Tensor second = logits.slice(0, 0, 2).clone();
    static_cast<void>(method.loss(logits, rows));
    logits.zero_(); // what is stored must not depend on the step's memory
    method.afterStep(rows, random);

    const TensorFile saved = savedBy(method);
    const torch::Tensor labels = saved.tensors.at("buffer/labels").slice(0, 0, 7);
    CHECK(torch::equal(labels, torch::arange(7, torch::kInt64)));
    CHECK(torch::equal(saved.tensors.at("buffer/outputs").slice(0, 0, 7), torch::cat({first, second})));
}

TEST_CASE("Logits may be stored in float16") {
    RandomStreams random(9);
    DarkExperienceReplay method({20, 3, 0.25, 0, StoredPrecision::Float16}, OutputMask{});
    const torch::Tensor given = firstStep(method, numbered(0, 5), random);
    const torch::Tensor stored = savedBy(method).tensors.at("buffer/outputs").slice(0, 0, 5);
    CHECK(torch::equal(stored, given.to(torch::kFloat16)));
    CHECK((stored.to(torch::kFloat32) - given).abs().le(given.abs() * std::pow(2.0, -11)).all().item<bool>());

    const Samples stream = numbered(6, 2);
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    const torch::Tensor logits = torch::rand({5, 10}) * 4;
    const double expected = crossEntropy(logits.slice(0, 0, 2), stream.labels, false) +
                            0.25 * meanSquare(logits.slice(0, 2), stored.to(torch::kFloat32), rows.replay.labels);
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
    method.afterStep(rows, random);
    CHECK(savedBy(method).tensors.at("buffer/outputs").scalar_type() == torch::kFloat16);
}

namespace {

/// Buffers ten samples, and checks the loss of a later step with two draws of four against its formula.
Samples checkTwoDraws(DarkExperienceReplay& method, RandomStreams& random, bool sameTaskOnly) {
    const Samples first = numbered(0, 10);
    CHECK(method.replay(first, random).count() == 0);
    const torch::Tensor stored = torch::rand({10, 10}) * 4;
    static_cast<void>(method.loss(stored, stepRows(first, {})));
    method.afterStep(stepRows(first, {}), random);

    const Samples stream = numbered(6, 2);
    const StepRows rows = stepRows(stream, method.replay(stream, random));
    REQUIRE(rows.replay.count() == 8);
    const torch::Tensor& drawn = rows.replay.labels;
    const torch::Tensor logits = torch::rand({10, 10}) * 4;
    const double expected = crossEntropy(logits.slice(0, 0, 2), stream.labels, sameTaskOnly) +
                            0.25 * meanSquare(logits.slice(0, 2, 6), stored, drawn.slice(0, 0, 4)) +
                            0.75 * crossEntropy(logits.slice(0, 6), drawn.slice(0, 4), sameTaskOnly);
    CHECK(method.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
    return stream;
}

} // namespace

TEST_CASE("DER++ adds the cross-entropy of a second, independent draw") {
    RandomStreams random(9);
    DarkExperienceReplay method({20, 4, 0.25, 0.75}, OutputMask{});
    const Samples stream = checkTwoDraws(method, random, false);
    bool differ = false;
    for (int i = 0; i < 5; ++i) {
        std::vector<std::int64_t> drawn = labelsOf(method.replay(stream, random));
        std::sort(drawn.begin(), drawn.begin() + 4);
        std::sort(drawn.begin() + 4, drawn.end());
        differ = differ || !std::equal(drawn.begin(), drawn.begin() + 4, drawn.begin() + 4);
    }
    CHECK(differ);
}

TEST_CASE("In task-incremental training DER's labels count within their task, its logits all count") {
    RandomStreams random(9);
    DarkExperienceReplay method({20, 4, 0.25, 0.75}, pairs());
    checkTwoDraws(method, random, true);
}
