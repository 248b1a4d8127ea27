#include "engine/engine_fixture.h"

#include "data/input_pipeline.h"
#include "libtorch/torch.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace lightcl::test {

namespace {

Split madeUpSplit(Shape shape, std::int64_t perClass, std::uint64_t seed) {
    const at::Generator generator = at::detail::createCPUGenerator(seed);
    const std::int64_t count = 10 * perClass;
    Split split;
    split.labels = torch::arange(count, torch::kInt64).remainder(10);
    split.images =
        torch::randint(0, 120, {count, shape.channels, shape.height, shape.width}, generator).to(torch::kUInt8);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t row = split.labels[i].item<std::int64_t>() % shape.height;
        split.images[i].slice(1, row, row + 1).add_(130);
    }
    return split;
}

template <typename Rows>
void dropAfter(Rows& rows, RunPosition position) {
    std::erase_if(rows, [&](const auto& entry) {
        return RunPosition{std::get<0>(entry.first), std::get<1>(entry.first)} > position;
    });
}

} // namespace

Dataset madeUpDataset(Shape shape, std::int64_t trainPerClass, std::int64_t testPerClass) {
    return {madeUpSplit(shape, trainPerClass, 1), madeUpSplit(shape, testPerClass, 2)};
}

ScenarioSettings fiveTasks() {
    ScenarioSettings settings;
    settings.kind = "class-incremental";
    settings.dataset = "made-up";
    settings.tasks = 5;
    settings.classOrder.resize(10);
    std::iota(settings.classOrder.begin(), settings.classOrder.end(), 0);
    return settings;
}

std::vector<NetworkSpec> smallNetworks() {
    const Shape input{3, 16, 16};
    return {mlp(input, 10, {7, 6}), smallCnn(input, 10, 2), resnet18(input, 10, 2), mobilenetV2(input, 10, 0.25)};
}

Network madeUpNetwork(const NetworkSpec& spec, std::uint64_t seed) {
    RandomStream random(seed);
    return {spec, random};
}

void makeDouble(Network& network) {
    std::vector<NamedTensor> all = network.parameters();
    for (const NamedTensor& buffer : network.buffers()) all.push_back(buffer);
    for (NamedTensor& named : all) named.tensor.set_data(named.tensor.detach().to(torch::kFloat64));
}

std::map<std::string, torch::Tensor> copyOf(const Network& network) {
    std::map<std::string, torch::Tensor> copy;
    for (const NamedTensor& parameter : network.parameters()) copy[parameter.name] = parameter.tensor.detach().clone();
    for (const NamedTensor& buffer : network.buffers()) copy[buffer.name] = buffer.tensor.clone();
    return copy;
}

bool sameTensors(const std::map<std::string, torch::Tensor>& a, const std::map<std::string, torch::Tensor>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& left, const auto& right) {
        return left.first == right.first && left.second.scalar_type() == right.second.scalar_type() &&
               torch::equal(left.second, right.second);
    });
}

TensorFile asRead(const TensorFile& content) {
    TensorFile copy = content;
    for (auto& [name, tensor] : copy.tensors) tensor = tensor.clone();
    return copy;
}

Ground::Ground(const NetworkSpec& spec, std::vector<std::int64_t> classOrder)
    : dataset(madeUpDataset(spec.input, 16, 1)), network(madeUpNetwork(spec)) {
    ScenarioSettings tasks = fiveTasks();
    if (!classOrder.empty()) tasks.classOrder = std::move(classOrder);
    scenario = std::make_unique<Scenario>(tasks, dataset, 10, 4);
}

TaskContext Ground::context(int task, bool pretrained) {
    return {.task = scenario->task(task),
            .scenario = *scenario,
            .network = network,
            .random = random,
            .steps = steps,
            .firstTask = task == 1,
            .begins = task == 1,
            .lastTask = task == scenario->taskCount(),
            .pretrained = pretrained,
            .batchSize = 8};
}

Samples Ground::samples(int task, std::int64_t count) const {
    const torch::Tensor& all = scenario->task(task).trainIndices;
    return scenario->trainSamples(all.slice(0, 0, 24, 24 / count).slice(0, 0, count));
}

StepRows Ground::rows(Method& method, int task, std::int64_t count) {
    StepRows rows;
    rows.stream = samples(task, count);
    rows.replay = method.replay(rows.stream, random);
    const bool any = rows.replay.count() > 0;
    rows.labels = any ? torch::cat({rows.stream.labels, rows.replay.labels}) : rows.stream.labels;
    return rows;
}

torch::Tensor Ground::inputsOf(const StepRows& rows) {
    const bool any = rows.replay.images.defined();
    return toInputs(any ? torch::cat({rows.stream.images, rows.replay.images}) : rows.stream.images);
}

RunSpec runOf(const SpecText& text) {
    const std::string toml =
        fmt::format("name = \"test\"\n[scenario]\ndataset = \"fashion-mnist\"\n{}\n[network]\n{}\n"
                    "[training]\n{}\n[measuring]\n{}\n[[method]]\nname = \"{}\"\n{}\n",
                    text.scenario, text.network, text.training, text.measuring, text.method, text.methodKeys);
    return expandGrid(parseExperiment(toml, "test")).front();
}

void RecordingObserver::rows(std::vector<RunRow> rows) {
    if (!rows.empty() && std::holds_alternative<StepMomentRow>(rows.front())) steps.emplace_back();
    for (const RunRow& row : rows) std::visit([this](const auto& given) { keep(given); }, row);
}

void RecordingObserver::rewind(RunPosition position, int stopAt) {
    dropAfter(accuracies, position);
    dropAfter(validations, position);
    dropAfter(anytime, position);
    dropAfter(confusions, position);
    dropAfter(layerMetrics, position);
    dropAfter(losses, position);
    stopAt_ = stopAt;
    asked_ = 0;
}

std::int64_t RecordingObserver::peakBytes(int task) const {
    MemoryBreakdown peak;
    for (const auto& [place, row] : memory) {
        if (place.first == task) peak[place.second] = row.peakBytes;
    }
    return peak.total();
}

} // namespace lightcl::test
