#include "methods/lightcl/latent_replay.h"

#include "data/input_pipeline.h"
#include "engine/engine_fixture.h"
#include "engine/training_step.h"
#include "support/catch.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

constexpr std::size_t kLine = 2; // of the small CNN: conv1 and conv2 are frozen

LatentReplay::Settings settings(StoredPrecision precision = StoredPrecision::Float32) {
    return {kLine, 40, 6, precision};
}

torch::Tensor frozenPart(Network& network, const torch::Tensor& images) {
    at::NoGradGuard noGradient;
    torch::Tensor values = toInputs(images);
    for (std::size_t stage = 0; stage < kLine; ++stage) {
        values = network.forwardStage(stage, values, NormMode::Evaluation);
    }
    return values;
}

/// Latent replay with a network and five tasks; task 1 is over.
struct Replaying : Ground {
    explicit Replaying(StoredPrecision precision = StoredPrecision::Float32)
        : Ground(smallNetworks()[1]), method(settings(precision), {}) {
        method.beforeTask(context(1));
        method.afterTask(context(1));
    }
    void reachTask2(int epoch = 1) {
        method.beforeTask(context(2));
        method.beforeEpoch(context(2), epoch);
    }
    TensorFile state() const {
        TensorFile file;
        StateArchive archive(file, "");
        method.save(archive);
        return asRead(file);
    }
    std::int64_t seen() const { return std::stoll(state().metadata.at("buffer/seen")); }

    LatentReplay method;
};

} // namespace

TEST_CASE("Activations are stored as they are, in half precision, or a byte a value") {
    const torch::Tensor values = torch::cat({torch::rand({3, 2, 4, 4}) * 7 - 2, torch::full({1, 2, 4, 4}, 3.5F)});
    const std::vector<std::int64_t> shape = {99, 2, 4, 4};
    const auto errorOf = [&](StoredPrecision precision) {
        const LatentCodec codec(precision);
        const torch::Tensor rows = codec.packed(values);
        CHECK(static_cast<std::int64_t>(rows.nbytes()) == 4 * storedBytes(precision, 32));
        const torch::Tensor back = codec.unpacked(rows, shape);
        CHECK(back.sizes() == values.sizes());
        CHECK(back[3].eq(3.5).all().item<bool>());
        // Any choice of rows is unpacked alike.
        CHECK(torch::equal(codec.unpacked(rows.index_select(0, torch::tensor({2, 0})), shape)[1], back[0]));
        return (back - values).abs().max().item<double>();
    };
    CHECK(errorOf(StoredPrecision::Float32) == 0);
    CHECK(errorOf(StoredPrecision::Float16) < 5.0 / 2048);
    const double byteError = errorOf(StoredPrecision::UInt8);
    CHECK(byteError < 7.0 / 255 / 2 + 1e-5);
    CHECK(byteError > 0);
    const LatentCodec half(StoredPrecision::Float16);
    CHECK(half.unpacked(half.packed(torch::full({1, 2}, 1e6F)), {1, 2}).isfinite().all().item<bool>());
}

TEST_CASE("Latent replay freezes from the first task exactly when the weights are pretrained") {
    Ground ground(smallNetworks()[1]);
    LatentReplay method(settings(), {});
    method.beforeTask(ground.context(1));
    CHECK(method.frozenStages() == 0);
    method.beforeTask(ground.context(2));
    CHECK(method.frozenStages() == kLine);
    method.beforeTask(ground.context(1, true));
    CHECK(method.frozenStages() == kLine);
}

TEST_CASE("The first task's activations are stored when it ends") {
    Replaying replaying;
    const Samples task = replaying.scenario->trainSamples(replaying.scenario->task(1).trainIndices);
    const TensorFile state = replaying.state();
    const torch::Tensor stored = state.tensors.at("buffer/images");
    const torch::Tensor expected = frozenPart(replaying.network, task.images).flatten(1);
    REQUIRE(stored.size(0) == 40);
    REQUIRE(replaying.seen() == task.count());
    REQUIRE(task.count() < 40);
    CHECK(torch::allclose(stored.slice(0, 0, task.count()), expected, 0, 1e-6));
    CHECK(torch::equal(state.tensors.at("buffer/labels").slice(0, 0, task.count()), task.labels));
}

TEST_CASE("Replayed rows enter at the freeze line with their own labels") {
    Replaying replaying;
    replaying.reachTask2();
    const StepRows rows = replaying.rows(replaying.method, 2, 4);
    REQUIRE(rows.replay.count() == 6);
    CHECK_FALSE(rows.replay.images.defined());
    CHECK(rows.fromInput() == 4);
    const torch::Tensor stream = frozenPart(replaying.network, rows.stream.images);
    const torch::Tensor values = replaying.method.atFreezeLine(stream, rows);
    REQUIRE(values.size(0) == 10);
    CHECK(torch::equal(values.slice(0, 0, 4), stream));
    const Samples task = replaying.scenario->trainSamples(replaying.scenario->task(1).trainIndices);
    const torch::Tensor latents = frozenPart(replaying.network, task.images);
    for (std::int64_t row = 0; row < 6; ++row) {
        const torch::Tensor distance = (latents - values[4 + row]).abs().flatten(1).amax(1);
        CHECK(distance.min().item<double>() < 1e-6);
        const auto same = distance.argmin().item<std::int64_t>();
        CHECK(task.labels[same].item<std::int64_t>() == rows.replay.labels[row].item<std::int64_t>());
    }
}

TEST_CASE("Each sample of the stream is offered to the buffer once") {
    for (const int epoch : {1, 2}) {
        Replaying replaying;
        replaying.reachTask2(epoch);
        const std::int64_t before = replaying.seen();
        const StepRows rows = replaying.rows(replaying.method, 2, 4);
        const torch::Tensor stream = frozenPart(replaying.network, rows.stream.images);
        replaying.method.atFreezeLine(stream, rows);
        replaying.method.afterStep(rows, replaying.random);
        CHECK(replaying.seen() == before + (epoch == 1 ? 4 : 0));
        if (epoch == 2) continue;
        const torch::Tensor stored = replaying.state().tensors.at("buffer/images");
        CHECK(torch::equal(stored.slice(0, before, before + 4), stream.flatten(1)));
    }
}

TEST_CASE("A step with latent replay leaves the frozen stages as they are") {
    for (const auto precision : {StoredPrecision::Float32, StoredPrecision::Float16, StoredPrecision::UInt8}) {
        Replaying replaying(precision);
        replaying.reachTask2();
        const auto before = copyOf(replaying.network);
        Optimizer optimizer({0.1, 0, 0}, nullptr);
        TrainingStep step(replaying.network, replaying.method, optimizer, nullptr);
        step.beginTask();
        for (int i = 0; i < 3; ++i) {
            const StepRows rows = replaying.rows(replaying.method, 2, 4);
            step.run(Ground::inputsOf(rows), rows);
            replaying.method.afterStep(rows, replaying.random);
        }
        for (const auto& [name, tensor] : copyOf(replaying.network)) {
            CAPTURE(name);
            const bool frozen = name.find('1') != std::string::npos || name.find('2') != std::string::npos;
            CHECK(torch::equal(tensor, before.at(name)) == frozen);
        }
    }
}

TEST_CASE("Latent replay goes on from what it saved") {
    Replaying replaying(StoredPrecision::UInt8);
    replaying.reachTask2();
    TensorFile file = replaying.state();
    LatentReplay other(settings(StoredPrecision::UInt8), {});
    other.restore(StateArchive(file, ""));
    CHECK(other.frozenStages() == kLine);
    RandomStreams one(3), two(3);
    const Samples first = replaying.method.replay({}, one);
    const Samples second = other.replay({}, two);
    CHECK(torch::equal(first.labels, second.labels));
    const torch::Tensor values = torch::rand({2, 4, 4, 4});
    CHECK(torch::equal(replaying.method.atFreezeLine(values, {}), other.atFreezeLine(values, {})));
}
