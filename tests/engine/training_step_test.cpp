#include "base/error.h"
#include "engine/engine_fixture.h"
#include "engine/recording_method.h"
#include "engine/training_step.h"
#include "libtorch/torch.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <array>
#include <limits>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

const Optimizer::Settings kStandStill{0, 0, 0};

StepRows rowsOf(std::int64_t count) {
    StepRows rows;
    rows.labels = torch::arange(count, torch::kInt64).remainder(10);
    rows.stream = {torch::zeros({count, 3, 16, 16}, torch::kUInt8), rows.labels};
    return rows;
}

/// The tensors that a value's graph would give gradients to.
std::set<const void*> leavesOf(const torch::Tensor& value) {
    std::set<const void*> leaves;
    std::set<torch::autograd::Node*> visited;
    std::vector<torch::autograd::Node*> open = {value.grad_fn().get()};
    while (!open.empty()) {
        torch::autograd::Node* node = open.back();
        open.pop_back();
        if (!node || !visited.insert(node).second) continue;
        if (const auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(node)) {
            leaves.insert(leaf->variable.unsafeGetTensorImpl());
        }
        for (const auto& edge : node->next_edges()) open.push_back(edge.function.get());
    }
    return leaves;
}

/// Freezes a prefix, and penalises the squares of one stage's maps, or nothing.
class Shaped : public Method {
public:
    explicit Shaped(std::size_t frozen, std::size_t penalised = SIZE_MAX, NormMode norm = NormMode::Evaluation)
        : frozen_(frozen), penalised_(penalised), norm_(norm) {}
    [[nodiscard]] std::size_t frozenStages() const override { return frozen_; }
    [[nodiscard]] NormMode frozenNormMode() const override { return norm_; }
    [[nodiscard]] bool penalises(std::size_t stage) const override { return stage == penalised_; }
    torch::Tensor penalty(std::size_t /*stage*/, const FeatureMaps& maps, const StepRows& /*rows*/) override {
        torch::Tensor sum = torch::zeros({}, torch::kFloat64);
        for (const FeatureMap& map : maps) sum = sum + 0.3 * map.values.square().sum();
        leaves = leavesOf(sum);
        return sum;
    }

    std::set<const void*> leaves; ///< of the last penalty's graph

private:
    std::size_t frozen_;
    std::size_t penalised_;
    NormMode norm_;
};

/// The gradients and the loss of one autograd graph over the whole network.
std::pair<std::map<std::string, torch::Tensor>, double> plainGradients(Network& network, Method& method,
                                                                       torch::Tensor values, const StepRows& rows) {
    torch::Tensor loss = torch::zeros({}, torch::kFloat64);
    for (std::size_t stage = 0; stage < network.stageCount(); ++stage) {
        FeatureMaps maps;
        const bool frozen = stage < method.frozenStages();
        values = network.forwardStage(stage, values, frozen ? method.frozenNormMode() : NormMode::Training, &maps);
        if (method.penalises(stage)) loss = loss + method.penalty(stage, maps, rows);
    }
    loss = loss + method.loss(values, rows);
    std::vector<torch::Tensor> trained;
    std::vector<std::string> names;
    for (const NamedTensor& parameter : network.parameters()) {
        if (parameter.stage < method.frozenStages()) continue;
        trained.push_back(parameter.tensor);
        names.push_back(parameter.name);
    }
    const auto gradients = torch::autograd::grad({loss}, trained);
    std::map<std::string, torch::Tensor> byName;
    for (std::size_t i = 0; i < names.size(); ++i) byName[names[i]] = gradients[i];
    return {byName, loss.item<double>()};
}

constexpr TrainingStep::Settings kFast{MemoryMode::Fast, false};
constexpr TrainingStep::Settings kBalanced{MemoryMode::Balanced, false};
constexpr TrainingStep::Settings kLow{MemoryMode::Low, false};

void compareWithPlainGraph(const NetworkSpec& spec, Method& method, TrainingStep::Settings settings = kFast) {
    CAPTURE(spec.backbone);
    Network network = madeUpNetwork(spec);
    makeDouble(network);
    const torch::Tensor inputs = torch::rand({6, 3, 16, 16}, torch::kFloat64);
    const StepRows rows = rowsOf(6);
    RecordingMethod recording(method);
    Optimizer optimizer(kStandStill, nullptr);
    TrainingStep step(network, recording, optimizer, nullptr, settings);
    step.beginTask();
    const double loss = step.run(inputs.clone(), rows);
    const auto [expected, expectedLoss] = plainGradients(network, method, inputs.clone(), rows);
    CHECK(loss == Approx(expectedLoss).epsilon(1e-10));
    REQUIRE(recording.gradients.size() == expected.size());
    for (const auto& [name, gradient] : expected) {
        CAPTURE(name);
        // A bias between two batch-norms has no gradient but rounding.
        CHECK((recording.gradients.at(name) - gradient).norm().item<double>() <=
              1e-9 * gradient.norm().item<double>() + 1e-12);
        CHECK(gradient.norm().item<double>() > 0);
    }
    for (const NamedTensor& parameter : network.parameters()) CHECK_FALSE(parameter.tensor.grad().defined());
}

NetworkSpec smallResnet() {
    return resnet18({3, 16, 16}, 10, 8);
}

/// Peak activations of a step with that many frozen stages.
std::int64_t activationPeak(std::size_t frozen, TrainingStep::Settings settings = kFast) {
    const auto ledger = std::make_shared<MemoryLedger>();
    const MemoryRecording recording(ledger);
    Network network = madeUpNetwork(smallResnet());
    Shaped method(frozen);
    Optimizer optimizer({}, ledger.get());
    TrainingStep step(network, method, optimizer, ledger.get(), settings);
    step.beginTask();
    ledger->resetPeak();
    step.run(torch::rand({16, 3, 16, 16}), rowsOf(16));
    return ledger->peak()[MemoryCategory::Activations];
}

} // namespace

TEST_CASE("A step stage by stage has the gradients of one graph") {
    for (const NetworkSpec& spec : smallNetworks()) {
        Shaped nothing(0);
        compareWithPlainGraph(spec, nothing);
        Shaped penalty(0, 1);
        compareWithPlainGraph(spec, penalty);
        Shaped frozen(1, 2);
        compareWithPlainGraph(spec, frozen);
        Shaped onHead(1, spec.stages.size() - 1);
        compareWithPlainGraph(spec, onHead);
    }
}

TEST_CASE("A step that computes batch-norms or blocks again has the gradients of one graph") {
    for (const TrainingStep::Settings settings : {kBalanced, kLow}) {
        for (const NetworkSpec& spec : smallNetworks()) {
            Shaped nothing(0);
            compareWithPlainGraph(spec, nothing, settings);
            Shaped penalty(0, 1);
            compareWithPlainGraph(spec, penalty, settings);
            Shaped frozen(1, 2);
            compareWithPlainGraph(spec, frozen, settings);
        }
    }
}

TEST_CASE("Computing batch-norms or blocks again changes no bit of what is learnt") {
    const auto learnt = [](TrainingStep::Settings settings) {
        Network network = madeUpNetwork(smallResnet());
        Shaped method(0);
        Optimizer optimizer({0.1, 0.9, 0.01}, nullptr);
        TrainingStep step(network, method, optimizer, nullptr, settings);
        step.beginTask();
        const at::Generator generator = at::detail::createCPUGenerator(3);
        for (int i = 0; i < 3; ++i) step.run(torch::rand({8, 3, 16, 16}, generator), rowsOf(8));
        return copyOf(network);
    };
    const auto fast = learnt(kFast);
    CHECK(sameTensors(learnt(kBalanced), fast)); // batch-norm's running statistics too
    CHECK(sameTensors(learnt(kLow), fast));
}

TEST_CASE("Computing blocks again holds far fewer activations") {
    // 16 rows, all stages: of 9 blocks only the inputs, and one block's maps of 8x16x16.
    CHECK(activationPeak(0, kLow) < 0.6 * static_cast<double>(activationPeak(0)));
}

TEST_CASE("Computing batch-norms again holds three maps a block instead of four") {
    CHECK(activationPeak(0, kBalanced) < 0.85 * static_cast<double>(activationPeak(0)));
}

TEST_CASE("Steps in bfloat16 go where steps in float32 go") {
    const auto way = [](MemoryMode memory, bool bfloat16) {
        Network network = madeUpNetwork(smallResnet());
        const auto before = copyOf(network);
        Shaped method(0);
        Optimizer optimizer({0.05, 0, 0}, nullptr);
        TrainingStep step(network, method, optimizer, nullptr, {memory, bfloat16});
        step.beginTask();
        const at::Generator generator = at::detail::createCPUGenerator(3);
        step.run(torch::rand({16, 3, 16, 16}, generator), rowsOf(16));
        std::vector<torch::Tensor> moved;
        for (const NamedTensor& parameter : network.parameters()) {
            CHECK(parameter.tensor.scalar_type() == torch::kFloat32);
            moved.push_back((parameter.tensor.detach() - before.at(parameter.name)).flatten());
        }
        return torch::cat(moved);
    };
    for (const MemoryMode memory : {MemoryMode::Fast, MemoryMode::Balanced, MemoryMode::Low}) {
        CAPTURE(memory);
        const torch::Tensor exact = way(memory, false);
        const torch::Tensor rounded = way(memory, true);
        CHECK_FALSE(torch::equal(exact, rounded)); // else nothing was computed in bfloat16
        CHECK(torch::cosine_similarity(exact, rounded, 0).item<double>() > 0.9);
        CHECK(rounded.norm().item<double>() == Approx(exact.norm().item<double>()).epsilon(0.05));
    }
}

TEST_CASE("A frozen prefix does not change in the least") {
    for (const NormMode norm : {NormMode::Evaluation, NormMode::Training}) {
        Network network = madeUpNetwork(smallResnet());
        const std::size_t frozen = network.spec().stageIndex("layer4");
        Shaped method(frozen, SIZE_MAX, norm);
        Optimizer optimizer({0.1, 0.9, 0.01}, nullptr);
        TrainingStep step(network, method, optimizer, nullptr);
        step.beginTask();
        const auto before = copyOf(network);
        for (int i = 0; i < 2; ++i) step.run(torch::rand({8, 3, 16, 16}), rowsOf(8));
        const auto after = copyOf(network);
        for (const NamedTensor& parameter : network.parameters()) {
            CAPTURE(parameter.name);
            CHECK(torch::equal(after.at(parameter.name), before.at(parameter.name)) == (parameter.stage < frozen));
            CHECK_FALSE(parameter.tensor.grad().defined());
            CHECK(parameter.tensor.requires_grad() == (parameter.stage >= frozen));
        }
        for (const NamedTensor& buffer : network.buffers()) {
            CAPTURE(buffer.name);
            const bool still = norm == NormMode::Evaluation && buffer.stage < frozen;
            CHECK(torch::equal(after.at(buffer.name), before.at(buffer.name)) == still);
        }
    }
}

TEST_CASE("No graph reaches below the freeze line, nor below its own stage") {
    Network network = madeUpNetwork(smallResnet());
    const std::size_t frozen = network.spec().stageIndex("layer3");
    for (const std::size_t looked : {frozen, frozen + 1}) {
        Shaped method(frozen, looked);
        Optimizer optimizer(kStandStill, nullptr);
        TrainingStep step(network, method, optimizer, nullptr);
        step.beginTask();
        step.run(torch::rand({4, 3, 16, 16}), rowsOf(4));
        // The stage's output is penalised by itself, so what only leads there is not seen.
        std::size_t reached = 0;
        for (const NamedTensor& parameter : network.parameters(looked)) {
            reached += method.leaves.erase(parameter.tensor.unsafeGetTensorImpl());
        }
        CHECK(reached > 0);
        // What is left is the stage's input, whose gradient only a trainable stage below needs.
        CHECK(method.leaves.size() == (looked == frozen ? 0 : 1));
    }
}

TEST_CASE("A frozen prefix saves no activations") {
    const std::int64_t all = activationPeak(0);
    const std::int64_t upper = activationPeak(smallResnet().stageIndex("layer4"));
    // 16 rows; layer4 keeps 9 maps of 64x2x2, the largest frozen forward holds 3 of 8x16x16.
    CHECK(upper <= 16 * 4 * 3 * (8 * 16 * 16) + 16'384);
    CHECK(all > 4 * upper);
}

TEST_CASE("The loss of a step includes its penalties, and a loss that is not finite ends the run") {
    Network network = madeUpNetwork(smallNetworks().front());
    Shaped method(0);
    Optimizer optimizer({0.1, 0, 0}, nullptr);
    TrainingStep step(network, method, optimizer, nullptr);
    step.beginTask();
    const auto before = copyOf(network);
    const auto inputs = torch::full({2, 3, 16, 16}, std::numeric_limits<float>::quiet_NaN());
    const std::string message = messageOf<Error>([&] { step.run(inputs, rowsOf(2)); });
    CHECK(contains(message, "training.learning_rate"));
    CHECK(sameTensors(copyOf(network), before));
}

TEST_CASE("The update is PyTorch's: weight decay into the gradient, then momentum") {
    torch::Tensor weight = torch::ones({1}).set_requires_grad(true);
    const NamedTensor parameter{"w", weight, 0};
    Optimizer optimizer({0.1, 0.9, 0.1}, nullptr);
    const auto apply = [&](double value) {
        torch::Tensor gradient = torch::full({1}, value);
        optimizer.apply(parameter, gradient);
        return weight.item<double>();
    };
    CHECK(apply(0.5) == Approx(0.94));   // g = 0.5 + 0.1, v = 0.6
    CHECK(apply(0.2) == Approx(0.8566)); // g = 0.2 + 0.094, v = 0.54 + 0.294
    optimizer.reset();
    CHECK(apply(0) == Approx(0.8566 * 0.99)); // v starts anew
    CHECK(weight.requires_grad());
}

TEST_CASE("Adam's and AdamW's updates are PyTorch's") {
    // What torch.optim of 1.13 makes of a weight of 1 and these gradients.
    struct Case {
        Optimizer::Settings settings;
        std::array<double, 3> weights;
    };
    const std::array<double, 3> gradients = {0.5, 0.2, -0.3};
    for (const Case& one : {Case{{0.1, 0, 0, OptimizerKind::Adam}, {0.900000002, 0.81014248, 0.78058715}},
                            Case{{0.1, 0, 0.1, OptimizerKind::Adam}, {0.900000002, 0.80728146, 0.75918897}},
                            Case{{0.1, 0, 0.1, OptimizerKind::AdamW}, {0.890000002, 0.79124248, 0.75377473}}}) {
        torch::Tensor weight = torch::ones({1}, torch::kFloat64);
        Optimizer optimizer(one.settings, nullptr);
        for (std::size_t step = 0; step < gradients.size(); ++step) {
            torch::Tensor gradient = torch::full({1}, gradients[step], torch::kFloat64);
            optimizer.apply({"w", weight, 0}, gradient);
            CHECK(weight.item<double>() == Approx(one.weights[step]).epsilon(1e-8));
        }
    }
}

TEST_CASE("The optimizer goes on from what it saved") {
    const auto kind = GENERATE(OptimizerKind::Sgd, OptimizerKind::Adam, OptimizerKind::AdamW);
    const Optimizer::Settings settings{0.1, kind == OptimizerKind::Sgd ? 0.9 : 0, 0.01, kind};
    Network network = madeUpNetwork(smallNetworks().front());
    const NamedTensor parameter = network.parameters().front();
    const auto gradient = [&] { return torch::full(parameter.tensor.sizes(), 0.25); };
    Optimizer first(settings, nullptr);
    torch::Tensor once = gradient();
    first.apply(parameter, once);
    TensorFile file;
    first.save(StateArchive(file, ""));
    file = asRead(file);
    const torch::Tensor start = parameter.tensor.detach().clone();
    torch::Tensor twice = gradient();
    first.apply(parameter, twice);
    const torch::Tensor expected = parameter.tensor.detach().clone();

    Optimizer second(settings, nullptr);
    torch::Tensor(parameter.tensor).set_data(start);
    second.restore(StateArchive(file, ""), network.parameters());
    torch::Tensor again = gradient();
    second.apply(parameter, again);
    CHECK(torch::equal(parameter.tensor, expected));
}
