#include "engine/batch_trainer.h"

#include "data/input_pipeline.h"

namespace lightcl {

namespace {

torch::Tensor concatenated(const torch::Tensor& first, const torch::Tensor& second) {
    return second.defined() ? torch::cat({first, second}) : first;
}

/// Steps with another learning rate during its lifetime.
class LearningRate {
public:
    LearningRate(SgdOptimizer& optimizer, double rate) : optimizer_(&optimizer), usual_(optimizer.learningRate()) {
        optimizer.setLearningRate(rate);
    }
    ~LearningRate() { optimizer_->setLearningRate(usual_); }
    LearningRate(const LearningRate&) = delete;
    LearningRate& operator=(const LearningRate&) = delete;

private:
    SgdOptimizer* optimizer_;
    double usual_;
};

} // namespace

BatchTrainer::BatchTrainer(const Scenario& scenario, const TrainingSettings& settings, TrainingState& state,
                           MemoryLedger* ledger, PhaseClock& phases)
    : scenario_(&scenario), augmentation_{settings.cropPadding, settings.flip}, state_(&state), ledger_(ledger),
      phases_(&phases),
      step_(state.network, *state.method, state.optimizer, ledger, {settings.recompute, settings.bfloat16}) {}

torch::Tensor BatchTrainer::inputsOf(const StepRows& rows) {
    RandomStream& random = state_->random["augmentation"];
    if (state_->method->augmentsReplay()) {
        return toInputs(augmented(concatenated(rows.stream.images, rows.replay.images), augmentation_, random));
    }
    return toInputs(concatenated(augmented(rows.stream.images, augmentation_, random), rows.replay.images));
}

StepRows BatchTrainer::streamRows(const torch::Tensor& indices) {
    StepRows rows;
    rows.stream = scenario_->trainSamples(indices);
    rows.indices = indices;
    if (state_->method->trainsOnStream()) rows.replay = state_->method->replay(rows.stream, state_->random);
    rows.labels = concatenated(rows.stream.labels, rows.replay.labels);
    return rows;
}

double BatchTrainer::trainStream(const torch::Tensor& indices) {
    phases_->enter("data");
    StepRows rows;
    torch::Tensor inputs;
    const bool trains = state_->method->trainsOnStream();
    {
        const MemoryScope scope(ledger_, MemoryCategory::Data);
        rows = streamRows(indices);
        if (trains) inputs = inputsOf(rows);
    }
    phases_->enter("training");
    double loss = 0;
    if (trains) {
        compareWithReference();
        loss = run(std::move(inputs), rows);
    }
    if (ledger_) ledger_->enterPhase("method");
    state_->method->afterStep(rows, state_->random);
    runSeparateStep();
    phases_->stop();
    return loss;
}

double BatchTrainer::step(const Samples& samples, double learningRate) {
    const LearningRate scope(state_->optimizer, learningRate);
    StepRows rows;
    rows.stream = samples;
    rows.labels = samples.labels;
    return run(inputsOf(rows), rows);
}

double BatchTrainer::run(torch::Tensor inputs, const StepRows& rows) {
    if (ledger_) ledger_->enterPhase("method");
    state_->method->beforeStep(inputs, rows);
    const double loss = step_.run(std::move(inputs), rows);
    countOperations(rows);
    return loss;
}

void BatchTrainer::compareWithReference() {
    StepRows rows;
    rows.stream = state_->method->reference(state_->random);
    if (rows.stream.count() == 0) return;
    rows.labels = rows.stream.labels;
    rows.referenceOnly = true;
    step_.keepReference(inputsOf(rows), rows);
    countOperations(rows);
}

void BatchTrainer::runSeparateStep() {
    StepRows rows;
    rows.stream = state_->method->separateStep(state_->random);
    if (rows.stream.count() == 0) return;
    rows.labels = rows.stream.labels;
    rows.separate = true;
    run(inputsOf(rows), rows);
}

void BatchTrainer::countOperations(const StepRows& rows) {
    state_->flops.addStep(rows.fromInput(), step_.frozenStages(), rows.count() - rows.fromInput());
    state_->flops.addExtra(state_->method->extraFlopsPerRow() * static_cast<double>(rows.count()));
}

} // namespace lightcl
