#include "base/error.h"
#include "engine/engine_fixture.h"
#include "engine/trainer.h"
#include "engine/training_step.h"
#include "methods/structure/progressive_network.h"
#include "networks/network_state.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

using Kind = LateralAdapters::Kind;
using Start = ProgressiveNetwork::Start;
using Tensors = std::map<std::string, torch::Tensor>;

/// A progressive network of an MLP with hidden layers of 7 and 6 units (or of another small network).
struct Growing : Ground {
    explicit Growing(ProgressiveNetwork::Settings settings = {}, std::size_t backbone = 0)
        : Ground(smallNetworks().at(backbone)), method(settings, OutputMask(scenario->sameTask())) {
        method.attach(network);
        step.beginTask();
    }
    /// The loss of a step on a batch of the task.
    double train(int task) {
        const StepRows rows = Ground::rows(method, task, 12);
        return step.run(inputsOf(rows), rows);
    }
    void learn(int task) {
        method.beforeTask(context(task));
        step.beginTask();
        for (int i = 0; i < 2; ++i) train(task);
    }
    torch::Tensor scores(int task) {
        at::NoGradGuard noGradient;
        return method.evaluate(network, inputs, scenario->task(task), 0);
    }

    ProgressiveNetwork method;
    Optimizer optimizer{{0.1, 0, 0}, nullptr};
    TrainingStep step{network, method, optimizer, nullptr};
    torch::Tensor inputs = torch::rand({5, 3, 16, 16});
};

/// The newest column's laterals by name, copied.
Tensors lateralsOf(const ProgressiveNetwork& method, std::size_t stages) {
    Tensors copy;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        for (const NamedTensor& own : method.ownParameters(stage)) copy[own.name] = own.tensor.detach().clone();
    }
    return copy;
}

torch::Tensor layer(const Tensors& column, const std::string& name, const torch::Tensor& values) {
    return torch::matmul(values, column.at(name + ".weight").t()) + column.at(name + ".bias");
}

} // namespace

TEST_CASE("A first column is the network itself") {
    Growing pnn;
    pnn.method.beforeTask(pnn.context(1));
    CHECK(
        torch::equal(pnn.scores(1), madeUpNetwork(smallNetworks().front()).forward(pnn.inputs, NormMode::Evaluation)));
    CHECK(pnn.method.ownParameters(1).empty());
    CHECK(pnn.method.extraFlopsPerRow() == 0);
}

TEST_CASE("Linear laterals add the earlier columns' outputs of the stage below: equation 1 by hand") {
    Growing pnn;
    pnn.learn(1);
    const Tensors a = copyOf(pnn.network);
    pnn.learn(2);
    const Tensors b = copyOf(pnn.network);
    const Tensors toB = lateralsOf(pnn.method, 3);
    pnn.learn(3);
    const Tensors c = copyOf(pnn.network);
    const Tensors toC = lateralsOf(pnn.method, 3);
    CHECK(toB.size() == 2);
    CHECK(toC.size() == 4);

    const torch::Tensor x = pnn.inputs.flatten(1);
    const auto add = [](const Tensors& laterals, const std::string& name, const torch::Tensor& values) {
        return torch::matmul(values, laterals.at("laterals." + name).t());
    };
    const torch::Tensor a1 = layer(a, "hidden1", x).relu();
    const torch::Tensor a2 = layer(a, "hidden2", a1).relu();
    const torch::Tensor b1 = layer(b, "hidden1", x).relu();
    const torch::Tensor b2 = layer(b, "hidden2", b1 + add(toB, "hidden2.from1", a1)).relu();
    const torch::Tensor c1 = layer(c, "hidden1", x).relu();
    const torch::Tensor c2 =
        layer(c, "hidden2", c1 + add(toC, "hidden2.from1", a1) + add(toC, "hidden2.from2", b1)).relu();
    CHECK(torch::allclose(pnn.scores(1), layer(a, "fc", a2), 1e-4, 1e-5));
    CHECK(torch::allclose(pnn.scores(2), layer(b, "fc", b2 + add(toB, "head.from1", a2)), 1e-4, 1e-5));
    const torch::Tensor newest = layer(c, "fc", c2 + add(toC, "head.from1", a2) + add(toC, "head.from2", b2));
    CHECK(torch::allclose(pnn.scores(3), newest, 1e-4, 1e-5));
    CHECK(torch::allclose(pnn.scores(4), newest, 1e-4, 1e-5)); // a task without a column
}

TEST_CASE("Non-linear laterals scale, project and rectify: equation 2 by hand") {
    Growing pnn({Kind::Nonlinear, Start::Fresh});
    pnn.learn(1);
    const Tensors a = copyOf(pnn.network);
    pnn.learn(2);
    const Tensors b = copyOf(pnn.network);
    const Tensors own = lateralsOf(pnn.method, 3);
    CHECK(own.size() == 6);
    const auto add = [&](const std::string& stage, const torch::Tensor& values) {
        const std::string name = "laterals." + stage;
        const torch::Tensor projected = torch::matmul(values * own.at(name + ".scale"), own.at(name + ".from1").t());
        return torch::matmul(projected.relu(), own.at(name + ".combine").t());
    };
    const torch::Tensor x = pnn.inputs.flatten(1);
    const torch::Tensor a1 = layer(a, "hidden1", x).relu();
    const torch::Tensor a2 = layer(a, "hidden2", a1).relu();
    const torch::Tensor b2 = layer(b, "hidden2", layer(b, "hidden1", x).relu() + add("hidden2", a1)).relu();
    CHECK(torch::allclose(pnn.scores(2), layer(b, "fc", b2 + add("head", a2)), 1e-4, 1e-5));
}

TEST_CASE("The laterals' gradients agree with finite differences") {
    for (const Kind kind : {Kind::Linear, Kind::Nonlinear}) {
        Growing pnn({kind, Start::Fresh});
        pnn.learn(1);
        pnn.method.beforeTask(pnn.context(2));
        pnn.step.beginTask();
        pnn.optimizer.setLearningRate(0);
        const auto parameters = [&] {
            std::vector<NamedTensor> all;
            for (const std::size_t stage : {1, 2}) {
                for (const NamedTensor& own : pnn.method.ownParameters(stage)) all.push_back(own);
            }
            return all;
        }();
        for (const NamedTensor& parameter : parameters) {
            // Small as they are at first, float32 would drown the differences.
            if (parameter.name.ends_with("scale")) parameter.tensor.detach().fill_(1);
        }
        const Tensors before = lateralsOf(pnn.method, 3);
        const auto loss = [&] { return pnn.train(2); };
        for (const NamedTensor& parameter : parameters) {
            CAPTURE(parameter.name);
            at::NoGradGuard noGradient;
            torch::Tensor values = parameter.tensor.detach().view({-1}); // shares its storage
            torch::Tensor differences = torch::zeros_like(values);
            constexpr double kStep = 3e-3; // larger ones reach the next kink of a ReLU
            for (std::int64_t i = 0; i < values.numel(); ++i) {
                const double there = values[i].item<double>();
                const auto lossAt = [&](double value) {
                    values[i].fill_(value);
                    at::AutoGradMode gradients(true);
                    return loss();
                };
                differences[i] = (lossAt(there + kStep) - lossAt(there - kStep)) / (2 * kStep);
                values[i].fill_(there);
            }
            pnn.optimizer.setLearningRate(1);
            {
                at::AutoGradMode gradients(true);
                const auto network = copyOf(pnn.network);
                loss();
                for (const NamedTensor& weight : pnn.network.parameters()) {
                    torch::Tensor(weight.tensor).detach().copy_(network.at(weight.name));
                }
            }
            pnn.optimizer.setLearningRate(0);
            const torch::Tensor gradient = before.at(parameter.name).view({-1}) - values;
            CHECK((gradient - differences).norm().item<double>() < 0.03 * differences.norm().item<double>());
            CHECK(differences.norm().item<double>() > 1e-4);
            for (const NamedTensor& other : parameters) other.tensor.detach().copy_(before.at(other.name));
        }
    }
}

TEST_CASE("Earlier columns do not move, and their laterals neither") {
    for (const std::size_t backbone : {0, 1, 2}) {
        for (const Kind kind : {Kind::Linear, Kind::Nonlinear}) {
            CAPTURE(backbone);
            Growing pnn({kind, Start::Fresh}, backbone);
            pnn.learn(1);
            const torch::Tensor first = pnn.scores(1);
            pnn.learn(2);
            const torch::Tensor second = pnn.scores(2);
            const Tensors laterals = lateralsOf(pnn.method, pnn.network.stageCount());
            pnn.train(2);
            for (const auto& [name, tensor] : lateralsOf(pnn.method, pnn.network.stageCount())) {
                CAPTURE(name);
                CHECK_FALSE(torch::equal(tensor, laterals.at(name)));
            }
            CHECK_FALSE(torch::equal(pnn.scores(2), second));
            const torch::Tensor finished = pnn.scores(2);
            pnn.learn(3);
            CHECK(torch::equal(pnn.scores(1), first));
            CHECK(torch::equal(pnn.scores(2), finished));
        }
    }
}

TEST_CASE("A column starts as the first did, or from the one before") {
    const Tensors drawn = copyOf(madeUpNetwork(smallNetworks().front()));
    const auto startOf = [](Start start, bool pretrained, Tensors& trained) {
        Growing pnn({Kind::Linear, start});
        pnn.method.beforeTask(pnn.context(1, pretrained));
        pnn.train(1);
        trained = copyOf(pnn.network);
        pnn.method.beforeTask(pnn.context(2, pretrained));
        return copyOf(pnn.network);
    };
    Tensors trained;
    CHECK(sameTensors(startOf(Start::Fresh, true, trained), drawn));
    CHECK(sameTensors(startOf(Start::Copy, true, trained), trained));
    const Tensors fresh = startOf(Start::Fresh, false, trained);
    CHECK_FALSE(torch::equal(fresh.at("fc.weight"), drawn.at("fc.weight")));
    CHECK_FALSE(torch::equal(fresh.at("fc.weight"), trained.at("fc.weight")));
}

TEST_CASE("Columns go on from what was saved, pretrained start and all") {
    Growing pnn({Kind::Nonlinear, Start::Fresh}, 1);
    for (const int task : {1, 2, 3}) {
        pnn.method.beforeTask(pnn.context(task, true));
        pnn.train(task);
    }
    TensorFile file;
    StateArchive archive(file, "");
    pnn.method.save(archive);
    file = asRead(file);

    Growing other({Kind::Nonlinear, Start::Fresh}, 1);
    other.inputs = pnn.inputs;
    copyNetwork(pnn.network, other.network);
    other.method.restore(StateArchive(file, ""));
    for (const int task : {1, 2, 3}) CHECK(torch::equal(other.scores(task), pnn.scores(task)));
    for (Growing* one : {&pnn, &other}) one->method.beforeTask(one->context(4, true));
    CHECK(sameTensors(copyOf(other.network), copyOf(pnn.network)));
}

TEST_CASE("Forwards keep nothing of the earlier columns") {
    const auto ledger = std::make_shared<MemoryLedger>();
    const MemoryRecording recording(ledger);
    Growing pnn({Kind::Linear, Start::Fresh}, 1);
    for (const int task : {1, 2, 3}) pnn.learn(task);
    const std::int64_t before = ledger->live().total();
    for (const int task : {1, 2, 3}) pnn.scores(task);
    pnn.train(3);
    CHECK(ledger->live().total() == before);
}

TEST_CASE("With little memory PNN learns the same bits, and holds less of the earlier columns") {
    struct Outcome {
        Tensors network, laterals;
        std::int64_t activations;
    };
    const auto learn = [](MemoryMode memory, Kind kind) {
        const auto ledger = std::make_shared<MemoryLedger>();
        const MemoryRecording recording(ledger);
        Growing pnn({kind, Start::Fresh}, 2);
        TrainingStep step(pnn.network, pnn.method, pnn.optimizer, ledger.get(), {memory, false});
        for (const int task : {1, 2, 3}) {
            pnn.method.beforeTask(pnn.context(task));
            step.beginTask();
            ledger->resetPeak();
            for (int i = 0; i < 2; ++i) {
                const StepRows rows = pnn.rows(pnn.method, task, 12);
                step.run(Growing::inputsOf(rows), rows);
            }
        }
        return Outcome{copyOf(pnn.network), lateralsOf(pnn.method, pnn.network.stageCount()),
                       ledger->peak()[MemoryCategory::Activations]};
    };
    for (const Kind kind : {Kind::Linear, Kind::Nonlinear}) {
        const Outcome fast = learn(MemoryMode::Fast, kind);
        const Outcome low = learn(MemoryMode::Low, kind);
        CHECK(sameTensors(low.network, fast.network));
        CHECK(sameTensors(low.laterals, fast.laterals));
        CHECK(2 * low.activations < fast.activations);
    }
}

TEST_CASE("With little memory and bfloat16 PNN goes where it goes in bfloat16") {
    for (const std::size_t backbone : {0, 1, 2}) {
        for (const Kind kind : {Kind::Linear, Kind::Nonlinear}) {
            CAPTURE(backbone);
            const auto learn = [&](MemoryMode memory) {
                Growing pnn({kind, Start::Fresh}, backbone);
                TrainingStep step(pnn.network, pnn.method, pnn.optimizer, nullptr, {memory, true});
                Tensors before;
                for (const int task : {1, 2}) {
                    pnn.method.beforeTask(pnn.context(task));
                    step.beginTask();
                    before = lateralsOf(pnn.method, pnn.network.stageCount());
                    const StepRows rows = pnn.rows(pnn.method, task, 12);
                    step.run(Growing::inputsOf(rows), rows);
                }
                std::vector<torch::Tensor> moved;
                for (const auto& [name, tensor] : lateralsOf(pnn.method, pnn.network.stageCount()))
                    moved.push_back((tensor - before.at(name)).flatten());
                return torch::cat(moved);
            };
            const torch::Tensor fast = learn(MemoryMode::Fast);
            const torch::Tensor low = learn(MemoryMode::Low);
            CHECK(fast.norm().item<double>() > 0);
            CHECK(torch::cosine_similarity(low, fast, 0).item<double>() > 0.98);
        }
    }
}

TEST_CASE("The operations of earlier columns and laterals are counted") {
    for (const Kind kind : {Kind::Linear, Kind::Nonlinear}) {
        Growing pnn({kind, Start::Fresh});
        for (const int task : {1, 2, 3}) pnn.method.beforeTask(pnn.context(task));
        // MACs a row: hidden layers 768x7 and 7x6; laterals 7x7 into hidden2, 6x6 into the head, from each column, and
        // once more where they are combined.
        const bool linear = kind == Kind::Linear;
        const double columns = 2 * 2 * (768 * 7 + 7 * 6);
        const double second = 2 * 7 * 7 * (linear ? 1 : 2);
        const double third = linear ? 4 * 2 * (7 * 7 + 6 * 6) : 6 * 3 * (7 * 7 + 6 * 6);
        CHECK(pnn.method.extraFlopsPerRow() == Approx(columns + second + third));
    }
}

TEST_CASE("A task's accuracy stays to the end") {
    SpecText text;
    text.method = "pnn";
    text.scenario = "kind = \"task-incremental\"";
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05\nmomentum = 0.9";
    text.measuring = "probe_samples = 4";
    const TemporaryFolder folder;
    const Dataset dataset = madeUpDataset({1, 28, 28}, 16, 8);
    RecordingObserver observer;
    const RunSpec run = runOf(text);
    Trainer trainer(run, dataset, observer, folder / "c");
    REQUIRE(trainer.run() == Trainer::Outcome::Done);
    for (int task = 1; task < 5; ++task) {
        const double learnt = observer.accuracies.at({task, 2, task, ""}).taskIl;
        CHECK(learnt > 0.6);
        CHECK(observer.accuracies.at({5, 2, task, ""}).taskIl == learnt);
        CHECK(observer.layerMetrics.contains({task + 1, 2, 1, "memory_stability"}));
    }
    // Four columns of 8x784+8 and 10x8+10 values, and 1 + 2 + 3 + 4 laterals of 8x8.
    const std::int64_t held = observer.memory.at({5, MemoryCategory::MethodState}).liveBytes;
    const std::int64_t values = 4 * (8 * 784 + 8 + 10 * 8 + 10) + 10 * 8 * 8;
    CHECK(held >= 4 * values);
    CHECK(held <= 4 * values + 64 * 30); // allocations are rounded up
}

TEST_CASE("PNN is refused where the task is not known") {
    SpecText text;
    text.method = "pnn";
    text.scenario = "kind = \"class-incremental\"";
    const std::string message = messageOf<InputError>([&] { runOf(text); });
    CHECK(contains(message, "method.pnn"));
    CHECK(contains(message, "task-incremental"));
}
