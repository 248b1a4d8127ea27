#include "engine/engine_fixture.h"
#include "engine/trainer.h"
#include "engine/training_step.h"
#include "methods/baselines.h"
#include "methods/replay/experience_replay.h"
#include "methods/structure/spar_cl.h"
#include "rules/sparsity.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

SparCl::Settings removing(double share, std::vector<std::int64_t> epochs) {
    SparCl::Settings settings;
    settings.removalShare = share;
    settings.removalEpochs = std::move(epochs);
    return settings;
}

/// Logits that are right about the rows where `right` is true.
torch::Tensor logitsFor(const torch::Tensor& labels, const torch::Tensor& right) {
    const torch::Tensor predicted = torch::where(right, labels, (labels + 5).remainder(10));
    return torch::one_hot(predicted, 10).to(torch::kFloat32);
}

RunSpec shortRun(const std::string& method, const std::string& keys) {
    SpecText text;
    text.method = method;
    text.methodKeys = "buffer_size = 20\nreplay_size = 5\n" + keys;
    text.scenario = "tasks = 2";
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9";
    text.measuring = "probe_samples = 2";
    return runOf(text);
}

void trainSparse(const RunSpec& run, RecordingObserver& observer, const std::filesystem::path& checkpoint) {
    static const Dataset dataset = madeUpDataset({1, 28, 28}, 8, 2);
    Trainer trainer(run, dataset, observer, checkpoint);
    REQUIRE(trainer.run() == Trainer::Outcome::Done);
}

} // namespace

TEST_CASE("SparCL drops the task's easiest examples from the epochs after a removal") {
    Ground ground(smallNetworks().front());
    SparCl method(std::make_unique<Sgd>(OutputMask{}), removing(0.25, {1, 3}), ground.network.spec(), OutputMask{});
    const TaskContext context = ground.context(2);
    const torch::Tensor all = context.task.trainIndices;
    const std::int64_t count = all.size(0);
    const std::int64_t dropped = count / 4;
    REQUIRE(count == 28);
    method.beforeTask(context);
    method.beforeEpoch(context, 1);
    CHECK(torch::equal(method.epochIndices(context), all));

    // All are learnt, then all but the last quarter are forgotten.
    StepRows rows;
    rows.stream = ground.scenario->trainSamples(all);
    rows.labels = torch::cat({rows.stream.labels, torch::zeros({3}, torch::kInt64)}); // three rows are replayed
    rows.indices = all;
    const torch::Tensor late = torch::arange(count).ge(count - dropped);
    for (const torch::Tensor& right : {torch::ones_like(late), late}) {
        const torch::Tensor replayed = torch::zeros({3, 10});
        method.loss(torch::cat({logitsFor(rows.stream.labels, right), replayed}), rows);
    }
    method.beforeEpoch(context, 2);
    const torch::Tensor left = std::get<0>(all.masked_select(late.logical_not()).sort());
    CHECK(torch::equal(method.epochIndices(context), left));
    method.beforeEpoch(context, 3);
    CHECK(method.epochIndices(context).size(0) == count - dropped);
    method.beforeEpoch(context, 4);
    CHECK(method.epochIndices(context).size(0) == count - 2 * dropped);

    const TaskContext next = ground.context(3);
    method.beforeTask(next);
    CHECK(torch::equal(method.epochIndices(next), next.task.trainIndices));
}

TEST_CASE("In task-incremental training the task's outputs alone decide whether a prediction is right") {
    Ground ground(smallNetworks().front());
    for (const bool taskAware : {true, false}) {
        const OutputMask mask = taskAware ? OutputMask(ground.scenario->sameTask()) : OutputMask();
        SparCl method(std::make_unique<Sgd>(mask), removing(0.5, {1}), ground.network.spec(), mask);
        const TaskContext context = ground.context(1);
        method.beforeTask(context);
        StepRows rows;
        rows.indices = context.task.trainIndices;
        rows.stream = ground.scenario->trainSamples(rows.indices);
        rows.labels = rows.stream.labels;
        const torch::Tensor first = torch::arange(28).lt(14);
        // Another task's output is the largest for the second half in the second pass.
        torch::Tensor logits = logitsFor(rows.labels, torch::ones({28}, torch::kBool));
        method.loss(logits.clone(), rows);
        logits.select(1, 9).masked_fill_(first.logical_not(), 5);
        method.loss(logits, rows);
        method.beforeEpoch(context, 2);
        const torch::Tensor forgotten = std::get<0>(rows.indices.masked_select(first.logical_not()).sort());
        CHECK(torch::equal(method.epochIndices(context), forgotten) == !taskAware);
    }
}

TEST_CASE("A layer's sparsity is exact through training, with momentum and weight decay") {
    Ground ground(resnet18({3, 16, 16}, 10, 4));
    SparCl::Settings settings;
    settings.sparse.sparsity = 0.9;
    SparCl method(std::make_unique<ExperienceReplay>(ExperienceReplay::Settings{20, 4}, OutputMask{}), settings,
                  ground.network.spec(), OutputMask{});
    Optimizer optimizer({0.05, 0.9, 0.01}, nullptr);
    TrainingStep step(ground.network, method, optimizer, nullptr);
    step.beginTask();
    method.beforeTask(ground.context(1));
    std::set<std::string> masked;
    for (const LayerSpec& layer : maskedLayers(ground.network.spec())) masked.insert(layer.name + ".weight");
    for (int i = 0; i < 4; ++i) {
        if (i % 2 == 0) method.beforeEpoch(ground.context(1), 1);
        const StepRows rows = ground.rows(method, 1, 6);
        const torch::Tensor inputs = Ground::inputsOf(rows);
        method.beforeStep(inputs, rows);
        step.run(inputs, rows);
        method.afterStep(rows, ground.random);
        for (const NamedTensor& parameter : ground.network.parameters()) {
            CAPTURE(parameter.name);
            const bool sparse = masked.contains(parameter.name);
            const std::int64_t weights = parameter.tensor.numel();
            const std::int64_t living = parameter.tensor.ne(0).sum().item<std::int64_t>();
            // Biases and shifts that start at 0 need a step to leave it.
            if (sparse) {
                const WeightMask& alive = method.sparse().alive(parameter.name);
                CHECK(alive.count() == aliveCount(weights, 0.9));
                const torch::Tensor dead = alive.chosen(parameter.tensor.sizes()).logical_not();
                CHECK(parameter.tensor.masked_select(dead).eq(0).all().item<bool>());
            } else {
                CHECK(living == weights);
            }
        }
    }
}

TEST_CASE(
    "With little memory SparCL learns the same bits, and holds its living weights while others are computed with") {
    struct Outcome {
        std::map<std::string, torch::Tensor> network;
        std::int64_t least; ///< bytes of weights, in the last step
        std::int64_t after;
    };
    const auto learn = [](MemoryMode memory) {
        const auto ledger = std::make_shared<MemoryLedger>();
        const MemoryRecording recording(ledger);
        Ground ground(resnet18({3, 16, 16}, 10, 16));
        for (const NamedTensor& parameter : ground.network.parameters())
            ledger->retag(parameter.tensor, MemoryCategory::Weights);
        SparCl::Settings settings;
        settings.sparse.sparsity = 0.9;
        SparCl method(std::make_unique<ExperienceReplay>(ExperienceReplay::Settings{20, 4}, OutputMask{}), settings,
                      ground.network.spec(), OutputMask{});
        Optimizer optimizer({0.05, 0, 0}, ledger.get());
        TrainingStep step(ground.network, method, optimizer, ledger.get(), {memory, false});
        step.beginTask();
        method.beforeTask(ground.context(1));
        method.beforeEpoch(ground.context(1), 1);
        for (int i = 0; i < 3; ++i) {
            const StepRows rows = ground.rows(method, 1, 6);
            const torch::Tensor inputs = Ground::inputsOf(rows);
            method.beforeStep(inputs, rows);
            ledger->beginStep("method");
            step.run(inputs, rows);
            method.afterStep(rows, ground.random);
        }
        std::int64_t least = ledger->live()[MemoryCategory::Weights];
        for (const StepMomentRow& moment : ledger->endStep().rows(1, 10'000))
            least = std::min(least, moment.bytes[MemoryCategory::Weights]);
        return Outcome{copyOf(ground.network), least, ledger->live()[MemoryCategory::Weights]};
    };
    const Outcome fast = learn(MemoryMode::Fast);
    const Outcome low = learn(MemoryMode::Low);
    CHECK(sameTensors(low.network, fast.network));
    CHECK(low.after == fast.after);
    CHECK(fast.least == fast.after);
    // A tenth of the 3x3 convolutions' weights, which are 97 % of all.
    CHECK(static_cast<double>(low.least) < 0.2 * static_cast<double>(fast.least));
}

TEST_CASE("A step that fails leaves no weight compact") {
    Ground ground(resnet18({3, 16, 16}, 10, 4));
    SparCl method(std::make_unique<Sgd>(OutputMask{}), {}, ground.network.spec(), OutputMask{});
    Optimizer optimizer({0.05, 0, 0}, nullptr);
    TrainingStep step(ground.network, method, optimizer, nullptr, {MemoryMode::Low, false});
    step.beginTask();
    method.beforeTask(ground.context(1));
    method.beforeEpoch(ground.context(1), 1);
    const auto before = copyOf(ground.network);
    StepRows rows = ground.rows(method, 1, 6);
    rows.indices.reset();
    const torch::Tensor inputs = torch::full_like(Ground::inputsOf(rows), std::nan(""));
    CHECK_THROWS_AS(step.run(inputs, rows), Error);
    for (const NamedTensor& parameter : ground.network.parameters()) {
        CAPTURE(parameter.name);
        CHECK(torch::equal(parameter.tensor, before.at(parameter.name)));
    }
}

TEST_CASE("With its three parts switched off SparCL-ER is ER, to the bit") {
    const TemporaryFolder folder;
    RecordingObserver er, off, on;
    trainSparse(shortRun("er", ""), er, folder / "er");
    trainSparse(shortRun("sparcl-er", "weight_masks = false\ngradient_masks = false\ndata_removal = false"), off,
                folder / "off");
    trainSparse(shortRun("sparcl-er", "removal_epochs = [1]\nremoval_share = 0.5"), on, folder / "on");
    CHECK((off.losses == er.losses));
    CHECK((off.accuracies == er.accuracies));
    CHECK(off.trainingFlops == er.trainingFlops);
    CHECK((on.losses != er.losses));
    CHECK(on.trainingFlops < 0.8 * er.trainingFlops);
    // What it holds beside ER's buffer is counted: two masks of a bit for each of 784 x 8 weights, 14 bytes for each of
    // the 18 examples that are left of 40 less 4 probes.
    CHECK(on.memory.at({2, MemoryCategory::MethodState}).liveBytes == 2 * 784 + 14 * 18);
    CHECK(on.memory.at({2, MemoryCategory::ReplayBuffer}).liveBytes ==
          er.memory.at({2, MemoryCategory::ReplayBuffer}).liveBytes);
}
