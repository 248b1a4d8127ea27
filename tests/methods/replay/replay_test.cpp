#include "engine/engine_fixture.h"
#include "methods/baselines.h"
#include "methods/method_factory.h"
#include "methods/replay/experience_replay.h"
#include "methods/replay/replay_fixture.h"
#include "spec/method_network.h"
#include "support/catch.h"

#include <algorithm>
#include <cmath>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("The first samples fill a reservoir in order, the others take drawn slots") {
    RandomStream random(42);
    RandomStream predicted(42);
    ReservoirBuffer buffer(4);
    buffer.add(numbered(0, 3), random);
    CHECK(buffer.size() == 3);
    buffer.add(numbered(3, 1), random);
    CHECK(labelsOf(buffer.samples()) == std::vector<std::int64_t>{0, 1, 2, 3});
    CHECK(random.state() == predicted.state()); // nothing was drawn yet

    std::vector<std::int64_t> expected = {0, 1, 2, 3};
    for (std::int64_t n = 4; n < 40; ++n) {
        const std::uint64_t slot = predicted.below(static_cast<std::uint64_t>(n) + 1);
        if (slot < 4) expected[slot] = n;
    }
    buffer.add(numbered(4, 36), random);
    CHECK(labelsOf(buffer.samples()) == expected);
    CHECK(buffer.size() == 4);
    CHECK(buffer.seen() == 40);
    for (std::int64_t slot = 0; slot < 4; ++slot) {
        CHECK(buffer.samples().images[slot].item<std::int64_t>() == buffer.samples().labels[slot].item<std::int64_t>());
    }
}

TEST_CASE("A reservoir keeps every sample with the same probability") {
    constexpr int kTrials = 2000;
    constexpr std::int64_t kSamples = 20;
    constexpr std::int64_t kCapacity = 5;
    RandomStream random(1);
    std::vector<double> kept(kSamples, 0);
    const Samples all = numbered(0, kSamples);
    for (int trial = 0; trial < kTrials; ++trial) {
        ReservoirBuffer buffer(kCapacity);
        buffer.add(all, random);
        for (const std::int64_t label : labelsOf(buffer.samples())) ++kept[static_cast<std::size_t>(label)];
    }
    const double share = static_cast<double>(kCapacity) / kSamples;
    double chiSquare = 0;
    for (const double count : kept) chiSquare += std::pow(count - kTrials * share, 2) / (kTrials * share * (1 - share));
    CHECK(chiSquare < 43.8); // 99.9 % of 19 degrees of freedom
}

TEST_CASE("A draw has no sample twice and no more than there are") {
    RandomStream random(3);
    ReservoirBuffer buffer(50);
    CHECK(buffer.draw(5, random).count() == 0);
    buffer.add(numbered(0, 12), random);
    for (int i = 0; i < 20; ++i) {
        std::vector<std::int64_t> drawn = labelsOf(buffer.draw(8, random));
        CHECK(drawn.size() == 8);
        std::sort(drawn.begin(), drawn.end());
        CHECK(std::unique(drawn.begin(), drawn.end()) == drawn.end());
        CHECK(drawn.back() < 12);
    }
    CHECK(buffer.draw(40, random).count() == 12);
}

TEST_CASE("A reservoir goes on from what it saved") {
    RandomStream random(3);
    ReservoirBuffer buffer(5);
    buffer.add(numbered(0, 30), random);
    TensorFile file;
    buffer.save(StateArchive(file, "buffer/"));
    file = asRead(file);
    ReservoirBuffer other(5);
    other.restore(StateArchive(file, "buffer/"));
    RandomStream again = random;
    buffer.add(numbered(30, 30), random);
    other.add(numbered(30, 30), again);
    CHECK(other.seen() == 60);
    CHECK(labelsOf(other.samples()) == labelsOf(buffer.samples()));
}

TEST_CASE("ER replays as many samples as asked, once there are any") {
    RandomStreams random(9);
    ExperienceReplay method({20, 4}, OutputMask{});
    const Samples stream = numbered(0, 3);
    CHECK(method.replay(stream, random).count() == 0);
    method.afterStep(stepRows(stream, {}), random);
    CHECK(method.replay(stream, random).count() == 3); // all there are
    method.afterStep(stepRows(numbered(3, 6), {}), random);
    CHECK(method.replay(stream, random).count() == 4);
}

TEST_CASE("A replay size of 0 is the batch size, whatever the last batch of an epoch has") {
    SpecText text;
    text.method = "er";
    text.methodKeys = "replay_size = 0";
    text.training = "batch_size = 6";
    const RunSpec run = runOf(text);
    const Dataset dataset = madeUpDataset({1, 2, 2}, 4, 1);
    const Scenario scenario(fiveTasks(), dataset, 10, 0);
    const auto method = makeMethod(run, networkOf(run), scenario);
    RandomStreams random(9);
    method->afterStep(stepRows(numbered(0, 9), {}), random);
    CHECK(method->replay(numbered(0, 2), random).count() == 6);
}

TEST_CASE("ER stores the stream's rows, not those it replayed") {
    RandomStreams random(9);
    ExperienceReplay method({100, 100}, OutputMask{});
    method.afterStep(stepRows(numbered(0, 5), {}), random);
    method.afterStep(stepRows(numbered(5, 5), numbered(0, 5)), random);
    std::vector<std::int64_t> drawn = labelsOf(method.replay(numbered(0, 100), random));
    std::sort(drawn.begin(), drawn.end());
    CHECK(drawn == labelsOf(numbered(0, 10)));
}

TEST_CASE("The loss is one mean cross-entropy over all rows and all classes") {
    const torch::Tensor logits = torch::rand({7, 10}) * 4;
    const Samples stream = numbered(0, 4);
    const Samples replay = numbered(5, 3);
    const StepRows rows = stepRows(stream, replay);
    const double expected = crossEntropy(logits, rows.labels, false);
    ExperienceReplay er({10, 5}, OutputMask{});
    Sgd sgd{OutputMask{}};
    Joint joint{OutputMask{}};
    CHECK(er.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
    CHECK(sgd.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
    CHECK(joint.loss(logits, rows).item<double>() == Approx(expected).epsilon(1e-5));
    CHECK_FALSE(er.trainsJointly());
    CHECK(joint.trainsJointly());
}

TEST_CASE("In task-incremental training each row's loss runs over its own task's classes") {
    const torch::Tensor logits = (torch::rand({7, 10}) * 4).set_requires_grad(true);
    const StepRows rows = stepRows(numbered(0, 4), numbered(5, 3));
    ExperienceReplay er({10, 0}, pairs());
    const torch::Tensor loss = er.loss(logits, rows);
    CHECK(loss.item<double>() == Approx(crossEntropy(logits.detach(), rows.labels, true)).epsilon(1e-5));
    Sgd sgd(pairs());
    CHECK(torch::equal(sgd.loss(logits, rows), loss));

    const torch::Tensor gradient = torch::autograd::grad({loss}, {logits}).front();
    CHECK(torch::isfinite(gradient).all().item<bool>());
    CHECK(gradient[0].slice(0, 2).eq(0).all().item<bool>()); // label 0: outputs 0 and 1 take part
    CHECK(gradient[0].slice(0, 0, 2).ne(0).all().item<bool>());
}
