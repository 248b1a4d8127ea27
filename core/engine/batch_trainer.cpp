#include "engine/batch_trainer.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

torch::Tensor concatenated(const torch::Tensor& first, const torch::Tensor& second) {
    return second.defined() ? torch::cat({first, second}) : first;
}

/// Steps with another learning rate during its lifetime.
class LearningRate {
public:
    LearningRate(Optimizer& optimizer, double rate) : optimizer_(&optimizer), usual_(optimizer.learningRate()) {
        optimizer.setLearningRate(rate);
    }
    ~LearningRate() { optimizer_->setLearningRate(usual_); }
    LearningRate(const LearningRate&) = delete;
    LearningRate& operator=(const LearningRate&) = delete;

private:
    Optimizer* optimizer_;
    double usual_;
};

} // namespace

BatchTrainer::BatchTrainer(const Scenario& scenario, const TrainingSettings& settings, TrainingState& state,
                           MemoryLedger* ledger, PhaseClock& phases)
    : scenario_(&scenario), augmentation_{settings.cropPadding, settings.flip}, state_(&state), ledger_(ledger),
      phases_(&phases),
      step_(state.network, *state.method, state.optimizer, ledger, {settings.memory, settings.bfloat16}),
      batchSize_(settings.batchSize), feed_(scenario, augmentation_, settings.batchSize, settings.memory),
      cache_({settings.cachedViews, settings.cacheBytes, storedPrecision(settings.cachePrecision)}) {}

void BatchTrainer::beginEpoch(const Task& task, int epoch, const torch::Tensor& indices) {
    step_.beginTask();
    view_.reset();
    // Anew in each epoch, so that a run that is resumed there needs no more than one that was never stopped.
    replayImages_.reset();
    replayFeatures_.reset();
    standsStill_ = step_.frozenStages() > 0 && state_->method->frozenNormMode() == NormMode::Evaluation;
    if (cache_.enabled() && standsStill_) cacheFeatures(task, epoch);
    const MemoryScope scope(ledger_, MemoryCategory::Data);
    feed_.begin(indices, contents(), state_->random["augmentation"]);
}

BatchContents BatchTrainer::contents() const {
    if (view_) return BatchContents::Labels;
    return state_->method->trainsOnStream() ? BatchContents::Inputs : BatchContents::Samples;
}

void BatchTrainer::cacheFeatures(const Task& task, int epoch) {
    const MemoryScope scope(ledger_, MemoryCategory::Data);
    phases_->enter("features");
    if (cachedTask_ != task.number) {
        cache_.begin(task.trainIndices);
        cachedTask_ = task.number;
    }
    view_ = cache_.viewOf(epoch);
    if (!cache_.holds(*view_)) fillView(task, *view_);
    // What a resumed run computes again was counted already.
    if (*view_ == epoch - 1) state_->flops.addFrozenForward(task.trainIndices.size(0), step_.frozenStages());
    phases_->stop();
}

void BatchTrainer::endTask() {
    replayImages_.reset();
    replayFeatures_.reset();
    if (cachedTask_ == 0) return;
    cachedTask_ = 0;
    cache_.clear();
}

void BatchTrainer::fillView(const Task& task, std::int64_t view) {
    // Of its own, so that a run that is resumed computes the very same view again.
    RandomStream random = state_->random.fresh(fmt::format("task {}, view {}", task.number, view));
    cache_.fill(view, batchSize_, [&](const torch::Tensor& indices) {
        const torch::Tensor images = scenario_->trainSamples(indices).images;
        return step_.frozenFeatures(scenario_->inputsOf(augmented(images, augmentation_, random)));
    });
}

torch::Tensor BatchTrainer::inputsApart(const torch::Tensor& images, bool vary) {
    // Not the stream's draws: those of a whole epoch may be made ahead.
    return scenario_->inputsOf(vary ? augmented(images, augmentation_, state_->random["replay augmentation"]) : images);
}

torch::Tensor BatchTrainer::replayFeatures(const torch::Tensor& images) {
    const bool augments = augmentation_.any() && state_->method->augmentsReplay();
    if (!augments && replayImages_.defined() && replayImages_.is_same(images)) return replayFeatures_;
    state_->flops.addFrozenForward(images.size(0), step_.frozenStages());
    replayFeatures_ = step_.frozenFeatures(inputsApart(images, augments));
    if (ledger_) ledger_->retag(replayFeatures_, MemoryCategory::Data);
    replayImages_ = images;
    return replayFeatures_;
}

torch::Tensor BatchTrainer::inputsOf(StreamBatch& stream, const StepRows& rows) {
    if (rows.cached) return cache_.at(*view_, rows.indices);
    torch::Tensor inputs = feed_.inputsOf(stream);
    if (!rows.replay.images.defined() || rows.replayFeatures.defined()) return inputs;
    return torch::cat({std::move(inputs), inputsApart(rows.replay.images, state_->method->augmentsReplay())});
}

StepRows BatchTrainer::rowsOf(const StreamBatch& stream) {
    StepRows rows;
    rows.cached = view_.has_value();
    rows.stream = stream.samples;
    rows.indices = stream.indices;
    if (state_->method->trainsOnStream()) rows.replay = state_->method->replay(rows.stream, state_->random);
    rows.labels = concatenated(rows.stream.labels, rows.replay.labels);
    // Before anything else of the step exists, for the frozen stages' forward needs the most memory.
    const bool known = standsStill_ && (rows.cached || !state_->method->augmentsReplay());
    if (known && rows.replay.images.defined()) rows.replayFeatures = replayFeatures(rows.replay.images);
    return rows;
}

BatchTrainer::Batch BatchTrainer::nextBatch() {
    const MemoryScope scope(ledger_, MemoryCategory::Data);
    StreamBatch stream = feed_.next();
    Batch batch;
    batch.rows = rowsOf(stream);
    if (state_->method->trainsOnStream()) batch.inputs = inputsOf(stream, batch.rows);
    return batch;
}

double BatchTrainer::trainNext() {
    phases_->enter("data");
    Batch batch = nextBatch();
    phases_->enter("training");
    double loss = 0;
    if (state_->method->trainsOnStream()) {
        compareWithReference();
        loss = run(std::move(batch.inputs), batch.rows);
    }
    if (ledger_) ledger_->enterPhase("method");
    state_->method->afterStep(batch.rows, state_->random);
    runSeparateStep();
    phases_->stop();
    return loss;
}

double BatchTrainer::step(const Samples& samples, double learningRate) {
    const LearningRate scope(state_->optimizer, learningRate);
    StepRows rows;
    rows.stream = samples;
    rows.labels = samples.labels;
    return run(inputsApart(rows.stream.images, true), rows);
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
    step_.keepReference(inputsApart(rows.stream.images, true), rows);
    countOperations(rows);
}

void BatchTrainer::runSeparateStep() {
    StepRows rows;
    rows.stream = state_->method->separateStep(state_->random);
    if (rows.stream.count() == 0) return;
    rows.labels = rows.stream.labels;
    rows.separate = true;
    run(inputsApart(rows.stream.images, true), rows);
}

void BatchTrainer::countOperations(const StepRows& rows) {
    state_->flops.addStep(rows.fromInput(), step_.frozenStages(), rows.count() - rows.fromInput());
    state_->flops.addExtra(state_->method->extraFlopsPerRow() * static_cast<double>(rows.count()));
}

} // namespace lightcl
