#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "engine/recording_method.h"
#include "engine/training_step.h"
#include "methods/lightcl/light_cl.h"
#include "networks/losses.h"
#include "rules/marked_channels.h"
#include "support/catch.h"

#include <algorithm>
#include <limits>

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor channels(std::initializer_list<float> values) {
    return torch::tensor(std::vector<float>(values)).view({1, -1, 1, 1});
}

/// LightCL with a network and five tasks of 3x16x16 pictures.
struct Learning : Ground {
    explicit Learning(const NetworkSpec& spec, LightCl::Settings settings = {})
        : Ground(spec, {3, 8, 1, 6, 4, 2, 9, 0, 7, 5}), method(with(spec, settings)) {}
    static LightCl::Settings with(const NetworkSpec& spec, LightCl::Settings settings) {
        settings.firstTrainableStage = spec.stages.size() - 2;
        return settings;
    }
    /// Task 1 is over, task 2 begins.
    void reachTask2() {
        method.beforeTask(context(1));
        method.afterTask(context(1));
        method.beforeTask(context(2));
    }
    /// A batch of a task, with the method's memory samples beside it.
    StepRows rows(int task, std::int64_t count) { return Ground::rows(method, task, count); }

    LightCl method;
};

} // namespace

TEST_CASE("The most active channels of every task join the mask") {
    FeatureMemory memory({0.5});
    CHECK_FALSE(memory.mask(3).defined());
    // Two rows, importance: 4, 3, 6, 0 by absolute value.
    memory.markImportant({{3, true, torch::cat({channels({1, -2, 3, 0}), channels({-3, 1, -3, 0})})}});
    CHECK(torch::equal(memory.mask(3), torch::tensor({0, 2}, torch::kInt64)));
    memory.markImportant({{3, true, channels({0, 0, 2, 5})}});
    CHECK(torch::equal(memory.mask(3), torch::tensor({0, 2, 3}, torch::kInt64)));
    CHECK_FALSE(memory.mask(2).defined());

    FeatureMemory few({0.15});
    few.markImportant({{0, true, channels({1, 2, 4, 3})}, {1, true, torch::arange(20.0F).view({1, 20})}});
    CHECK(torch::equal(few.mask(0), torch::tensor({2}, torch::kInt64)));
    CHECK(torch::equal(few.mask(1), torch::tensor({17, 18, 19}, torch::kInt64)));
}

TEST_CASE("The penalty sums squared changes of the masked channels of the last rows") {
    FeatureMemory memory({0.5});
    memory.markImportant({{0, true, torch::tensor({{9.0F, 0.0F}})}, {4, true, channels({1, 2})}});
    CHECK_FALSE(memory.penalty({{0, true, torch::rand({3, 2})}}).defined());
    memory.keep({{0, true, torch::tensor({{1.0F, 5.0F}, {2.0F, 6.0F}})}, {7, true, torch::rand({2, 2})}});
    // The first row is the stream's; channel 1 is not masked: (3 - 1)² + (2.5 - 2)².
    const torch::Tensor now = torch::tensor({{100.0F, 100.0F}, {3.0F, 50.0F}, {2.5F, -50.0F}});
    const FeatureMaps maps = {{0, true, now}, {4, true, channels({8, 8})}, {7, true, torch::rand({3, 2})}};
    CHECK(memory.penalty(maps).item<double>() == Approx(4.25));

    TensorFile file;
    memory.save(StateArchive(file, "patterns/"));
    FeatureMemory other({0.5});
    other.restore(StateArchive(file, "patterns/"));
    CHECK(other.penalty(maps).item<double>() == Approx(4.25));
    CHECK(torch::equal(other.mask(4), torch::tensor({1}, torch::kInt64)));

    // A new task's mark changes what is to be kept: nothing is until keep() is called again.
    memory.markImportant({{0, true, torch::tensor({{0.0F, 1.0F}})}});
    CHECK_FALSE(memory.penalty(maps).defined());
    memory.keep({{0, true, torch::tensor({{1.0F, 5.0F}, {2.0F, 6.0F}})}});
    CHECK(memory.penalty(maps).item<double>() == Approx(4.25 + 45 * 45 + 56 * 56));
}

TEST_CASE("LightCL freezes from the first task exactly when the weights are pretrained") {
    Learning plain(smallNetworks()[2]);
    plain.method.beforeTask(plain.context(1));
    CHECK(plain.method.frozenStages() == 0);
    plain.method.afterTask(plain.context(1));
    plain.method.beforeTask(plain.context(2));
    CHECK(plain.method.frozenStages() == plain.network.spec().stageIndex("layer4"));
    CHECK(plain.method.frozenNormMode() == NormMode::Evaluation);

    Learning pretrained(smallNetworks()[2]);
    pretrained.method.beforeTask(pretrained.context(1, true));
    CHECK(pretrained.method.frozenStages() == pretrained.network.spec().stageIndex("layer4"));
}

TEST_CASE("LightCL's memory samples come from the incoming task's training images") {
    Learning learning(smallNetworks()[1]);
    learning.method.beforeTask(learning.context(1));
    CHECK(learning.method.replay({}, learning.random).count() == 0);
    CHECK_FALSE(learning.method.penalises(2));
    learning.method.afterTask(learning.context(1));
    learning.method.beforeTask(learning.context(2));
    const Samples samples = learning.method.replay({}, learning.random);
    REQUIRE(samples.count() == 15);
    const Task& task = learning.scenario->task(2);
    std::vector<std::int64_t> found;
    for (std::int64_t row = 0; row < samples.count(); ++row) {
        for (std::int64_t i = 0; i < task.trainIndices.size(0); ++i) {
            const std::int64_t index = task.trainIndices[i].item<std::int64_t>();
            if (!torch::equal(samples.images[row], learning.dataset.train.images[index])) continue;
            CHECK(samples.labels[row].item<std::int64_t>() ==
                  learning.dataset.train.labels[index].item<std::int64_t>());
            found.push_back(index);
        }
    }
    CHECK(found.size() == 15);
    std::sort(found.begin(), found.end());
    CHECK(std::unique(found.begin(), found.end()) == found.end());
    CHECK_FALSE(learning.method.penalises(1));
    CHECK(learning.method.penalises(2));
}

TEST_CASE("LightCL's cross-entropy runs over the current task's classes and the stream's rows") {
    Learning learning(smallNetworks()[0], {.beta = 0.5});
    learning.reachTask2(); // classes 1 and 6
    const StepRows rows = learning.rows(2, 4);
    at::NoGradGuard noGradient;
    const torch::Tensor kept = learning.network.forward(toInputs(rows.replay.images), NormMode::Evaluation);
    torch::Tensor stream = torch::rand({4, 10});
    const auto own = [](const torch::Tensor& logits, const torch::Tensor& labels) {
        double sum = 0;
        for (std::int64_t row = 0; row < logits.size(0); ++row) {
            const double one = std::exp(logits[row][1].item<double>());
            const double six = std::exp(logits[row][6].item<double>());
            sum -= std::log((labels[row].item<std::int64_t>() == 1 ? one : six) / (one + six));
        }
        return sum / static_cast<double>(logits.size(0));
    };
    const double expected = own(stream, rows.stream.labels);
    CHECK(learning.method.loss(torch::cat({stream, kept}), rows).item<double>() == Approx(expected).epsilon(1e-5));
    stream.select(1, 3).fill_(50); // another task's class
    // All memory logits count, masked or not: 15 rows of ten classes, 0.2² each.
    CHECK(learning.method.loss(torch::cat({stream, kept + 0.2}), rows).item<double>() ==
          Approx(expected + 0.5 * 150 * 0.04).epsilon(1e-4));
}

TEST_CASE("Kept maps are those of the model before the task, important channels of rectified maps only") {
    Learning learning(smallNetworks()[2], {.marking = {0.5}, .beta = 1, .patternNorm = NormMode::Evaluation});
    learning.reachTask2();
    const StepRows rows = learning.rows(2, 4);
    const std::size_t layer4 = learning.network.spec().stageIndex("layer4");
    at::NoGradGuard noGradient;
    const auto mapsNow = [&] {
        FeatureMaps maps;
        torch::Tensor values = Ground::inputsOf(rows);
        for (std::size_t stage = 0; stage < layer4; ++stage)
            values = learning.network.forwardStage(stage, values, NormMode::Evaluation);
        learning.network.forwardStage(layer4, values, NormMode::Evaluation, &maps);
        return maps;
    };
    const FeatureMaps before = mapsNow();
    CHECK(learning.method.penalty(layer4, before, rows).item<double>() == Approx(0).margin(1e-9));

    TensorFile state;
    StateArchive archive(state, "");
    learning.method.save(archive);
    std::vector<std::size_t> masked;
    double expected = 0;
    FeatureMaps moved = before;
    for (FeatureMap& map : moved) {
        map.values = map.values + 0.1;
        const torch::Tensor mask = archive.tensor("patterns/" + std::to_string(map.layer) + ".channels");
        if (!mask.defined()) continue;
        masked.push_back(map.layer);
        CHECK(mask.size(0) == 8);
        expected += 15 * 0.01 * static_cast<double>(8 * map.values.size(2) * map.values.size(3));
    }
    CHECK(masked.size() == 4); // layer4's two blocks of two convolutions, not the shortcut
    CHECK(learning.method.penalty(layer4, moved, rows).item<double>() == Approx(expected).epsilon(1e-4));
}

TEST_CASE("The gradient of LightCL's loss and penalty is that of finite differences") {
    for (const NetworkSpec& spec : smallNetworks()) {
        CAPTURE(spec.backbone);
        Learning learning(spec, {.marking = {0.4}, .beta = 0.01});
        learning.reachTask2();
        const StepRows rows = learning.rows(2, 4);
        makeDouble(learning.network);
        at::manual_seed(11);
        for (const NamedTensor& parameter : learning.network.parameters()) {
            at::NoGradGuard noGradient; // away from where the penalty is smallest
            torch::Tensor(parameter.tensor).add_(torch::randn_like(parameter.tensor), 0.05);
        }
        RecordingMethod recording(learning.method);
        Optimizer optimizer({0, 0, 0}, nullptr);
        TrainingStep step(learning.network, recording, optimizer, nullptr);
        step.beginTask();
        const torch::Tensor inputs = Ground::inputsOf(rows).to(torch::kFloat64);
        const auto loss = [&] { return step.run(inputs.clone(), rows); };
        loss();
        const auto gradients = recording.gradients;
        CHECK(gradients.size() == learning.network.parameters(learning.method.frozenStages()).size() + 2);
        for (const NamedTensor& parameter : learning.network.parameters()) {
            if (parameter.stage < learning.method.frozenStages()) continue;
            CAPTURE(parameter.name);
            const torch::Tensor direction = torch::randn_like(parameter.tensor);
            const auto along = [&](double distance) {
                at::NoGradGuard noGradient;
                torch::Tensor(parameter.tensor).add_(direction, distance);
            };
            constexpr double kDistance = 1e-8; // so short that next to no ReLU of a deep network turns in between
            along(kDistance);
            const double above = loss();
            along(-2 * kDistance);
            const double below = loss();
            along(kDistance);
            const double slope = (gradients.at(parameter.name) * direction).sum().item<double>();
            const double rounding = 8 * std::numeric_limits<double>::epsilon() * above / kDistance;
            CHECK((above - below) / (2 * kDistance) == Approx(slope).epsilon(1e-4).margin(rounding));
        }
    }
}

TEST_CASE("LightCL goes on from what it saved") {
    Learning learning(smallNetworks()[1], {.marking = {0.5}, .beta = 0.1});
    learning.reachTask2();
    TensorFile file;
    StateArchive archive(file, "method/");
    learning.method.save(archive);
    LightCl other(Learning::with(learning.network.spec(), {.marking = {0.5}, .beta = 0.1}));
    other.restore(StateArchive(file, "method/"));
    CHECK(other.frozenStages() == learning.method.frozenStages());
    const StepRows rows = learning.rows(2, 4);
    CHECK(torch::equal(other.replay({}, learning.random).images, rows.replay.images));
    FeatureMaps maps;
    at::NoGradGuard noGradient;
    const torch::Tensor logits = learning.network.forward(Ground::inputsOf(rows), NormMode::Training, 0, &maps);
    CHECK(torch::equal(other.loss(logits, rows), learning.method.loss(logits, rows)));
    CHECK(torch::equal(other.penalty(2, maps, rows), learning.method.penalty(2, maps, rows)));
    CHECK(other.penalty(2, maps, rows).item<double>() > 0);
}

TEST_CASE("Of masked logits only the important ones are held, as of a feature map") {
    Learning learning(smallNetworks()[0], {.marking = {0.3}, .beta = 0.5, .maskLogits = true});
    learning.reachTask2();
    const StepRows rows = learning.rows(2, 4);
    at::NoGradGuard noGradient;
    const torch::Tensor logits = learning.network.forward(Ground::inputsOf(rows), NormMode::Evaluation);
    const auto lossWith = [&](double change) {
        torch::Tensor moved = logits.clone();
        moved.slice(0, 4).add_(change);
        return learning.method.loss(moved, rows).item<double>();
    };
    CHECK(lossWith(0.2) == lossWith(0)); // the penalty says it, at the head's stage
    REQUIRE(learning.method.penalises(2));
    const torch::Tensor penalty = learning.method.penalty(2, {{2, false, logits + 0.2}}, rows);
    CHECK(penalty.item<double>() == Approx(0.5 * 15 * 3 * 0.04).epsilon(1e-3)); // 3 of 10 logits
}

TEST_CASE("Patterns may be taken with the memory samples' own statistics") {
    Learning learning(smallNetworks()[1], {.marking = {0.5}, .beta = 1, .patternNorm = NormMode::Training});
    learning.method.beforeTask(learning.context(1));
    learning.method.afterTask(learning.context(1));
    Network before = learning.network.clone();
    learning.method.beforeTask(learning.context(2));
    const StepRows rows = learning.rows(2, 4);
    const auto penaltyOf = [&](NormMode mode) {
        at::NoGradGuard noGradient;
        Network network = before.clone();
        FeatureMaps maps;
        torch::Tensor values = toInputs(rows.replay.images);
        for (std::size_t stage = 0; stage < 2; ++stage) {
            values = network.forwardStage(stage, values, NormMode::Evaluation);
        }
        network.forwardStage(2, values, mode, &maps);
        return learning.method.penalty(2, maps, rows).item<double>();
    };
    CHECK(penaltyOf(NormMode::Training) == Approx(0).margin(1e-9));
    CHECK(penaltyOf(NormMode::Evaluation) > 1e-3);
}

TEST_CASE("With memory samples that pass by themselves nothing is penalised before anything moved") {
    for (const auto mode : {MemoryMode::Fast, MemoryMode::Balanced, MemoryMode::Low}) {
        for (const auto frozen : {NormMode::Evaluation, NormMode::Training}) {
            CAPTURE(static_cast<int>(mode), static_cast<int>(frozen));
            const LightCl::Settings settings{.marking = {0.5}, .beta = 1, .frozenNorm = frozen};
            Learning learning(smallNetworks()[2], settings);
            learning.reachTask2();
            const StepRows rows = learning.rows(2, 4);
            Optimizer optimizer({0, 0, 0}, nullptr);
            TrainingStep step(learning.network, learning.method, optimizer, nullptr, {mode, false});
            step.beginTask();
            Network alone = learning.network.clone();
            const double loss = step.run(Ground::inputsOf(rows), rows);
            // The stream's cross-entropy as it is without any memory samples.
            at::NoGradGuard noGradient;
            torch::Tensor values = toInputs(rows.stream.images);
            const std::size_t frozenStages = learning.method.frozenStages();
            for (std::size_t stage = 0; stage < alone.stageCount(); ++stage) {
                values = alone.forwardStage(stage, values, stage < frozenStages ? frozen : NormMode::Training);
            }
            const torch::Tensor classes = torch::tensor(learning.scenario->task(2).classes, torch::kInt64);
            const double expected = crossEntropyAmong(values, rows.stream.labels, classes).item<double>();
            // The logits were kept with the head in evaluation mode, which has no batch-norm.
            CHECK(loss == Approx(expected).epsilon(1e-4));
        }
    }
}

TEST_CASE("As the reference code counts, a task marks one channel more than its rounded share") {
    CHECK(markedChannels({0.15}, 20) == 3);
    CHECK(markedChannels({0.15}, 4) == 1);
    CHECK(markedChannels({0.15, true}, 20) == 4);
    CHECK(markedChannels({0.15, true}, 160) == 25);
    CHECK(markedChannels({0.5, true}, 5) == 3); // 2.5 goes to the even neighbour
    CHECK(markedChannels({1, true}, 8) == 8);
}
