#include "training_case.h"

#include "data/input_pipeline.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "spec/spec_file.h"

namespace lightcl {

namespace {

constexpr std::int64_t kSamplesPerClass = 400;
constexpr std::int64_t kPassesPerEpoch = 8; // so that an epoch has about as many steps as those of real data

Split madeUpSplit(const RunSpec& run) {
    const NetworkSpec network = networkOf(run);
    const std::int64_t count = kSamplesPerClass * network.classes;
    return {
        torch::randint(256, {count, network.input.channels, network.input.height, network.input.width}, torch::kUInt8),
        torch::arange(count) % network.classes};
}

} // namespace

TrainingCase::TrainingCase(const std::string& name, const std::string& toml, bool measuresMemory)
    : name_(name), run_(expandGrid(parseExperiment(toml, name)).front()),
      batchSize_(trainingSettings(run_.training).batchSize), dataset_{madeUpSplit(run_), madeUpSplit(run_)},
      ledger_(measuresMemory ? std::make_shared<MemoryLedger>() : nullptr) {
    const auto recording = this->recording();
    scenario_ = std::make_unique<Scenario>(scenarioSettings(run_), dataset_, networkOf(run_).classes, 32);
    state_ = std::make_unique<TrainingState>(run_, *scenario_, ledger_.get());
    batches_ =
        std::make_unique<BatchTrainer>(*scenario_, trainingSettings(run_.training), *state_, ledger_.get(), phases_);
    beginSecondTask();
}

std::unique_ptr<MemoryRecording> TrainingCase::recording() const {
    return ledger_ ? std::make_unique<MemoryRecording>(ledger_) : nullptr;
}

void TrainingCase::beginSecondTask() {
    const auto context = [&](int number) {
        return TaskContext{.task = scenario_->task(number),
                           .scenario = *scenario_,
                           .network = state_->network,
                           .random = state_->random,
                           .steps = *batches_,
                           .firstTask = number == 1,
                           .begins = number == 1,
                           .batchSize = batchSize_};
    };
    state_->method->beforeTask(context(1));
    beginEpoch(1);
    train(2);
    state_->method->afterTask(context(1));
    state_->method->beforeTask(context(2));
    beginEpoch(2);
    train(2);
    if (ledger_) ledger_->resetPeak();
}

void TrainingCase::beginEpoch(int task) {
    const torch::Tensor indices = scenario_->task(task).trainIndices.repeat({kPassesPerEpoch});
    epoch_ = task == task_ ? epoch_ + 1 : 1;
    task_ = task;
    batches_->beginEpoch(scenario_->task(task), epoch_, indices);
    stepsLeft_ = indices.size(0) / batchSize_;
}

torch::Tensor TrainingCase::batch(std::int64_t step) const {
    const torch::Tensor& indices = scenario_->task(2).trainIndices;
    const std::int64_t first = step * batchSize_ % (indices.size(0) - batchSize_);
    return indices.slice(0, first, first + batchSize_);
}

std::int64_t TrainingCase::train(std::int64_t steps) {
    const auto recording = this->recording();
    for (std::int64_t step = 0; step < steps; ++step, --stepsLeft_) {
        if (stepsLeft_ == 0) beginEpoch(task_);
        batches_->trainNext();
    }
    return steps * batchSize_;
}

std::size_t TrainingCase::trainRecorded() {
    constexpr std::size_t kMoments = 300;
    ledger_->beginStep("data");
    train(1);
    return ledger_->endStep().rows(task_, kMoments).size();
}

Network& TrainingCase::plainNetwork() {
    if (plain_) return *plain_;
    plain_ = state_->network.clone();
    plain_->useLibraryDefaults();
    for (std::size_t stage = 0; stage < plain_->stageCount(); ++stage) plain_->requireGradients(stage, true);
    return *plain_;
}

std::int64_t TrainingCase::trainPlainly(std::int64_t steps) {
    Network& network = plainNetwork();
    for (std::int64_t step = 0; step < steps; ++step) {
        const torch::Tensor indices = batch(step);
        const torch::Tensor inputs = toInputs(dataset_.train.images.index_select(0, indices));
        const torch::Tensor labels = dataset_.train.labels.index_select(0, indices);
        torch::cross_entropy_loss(network.forward(inputs, NormMode::Training), labels).backward();
        at::NoGradGuard noGradient;
        for (NamedTensor& parameter : network.parameters()) {
            parameter.tensor.sub_(parameter.tensor.grad(), 1e-4);
            parameter.tensor.mutable_grad().reset();
        }
    }
    return steps * batchSize_;
}

} // namespace lightcl
