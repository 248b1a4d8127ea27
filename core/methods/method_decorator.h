#pragma once

#include "methods/method.h"

namespace lightcl {

/// A method that does what another one does: every hook is passed on. What is built on any method (SparCL) overrides
/// the hooks that it adds to.
class MethodDecorator : public Method {
public:
    explicit MethodDecorator(std::unique_ptr<Method> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] bool trainsJointly() const override { return inner_->trainsJointly(); }
    [[nodiscard]] bool trainsOnStream() const override { return inner_->trainsOnStream(); }
    void attach(Network& network) override { inner_->attach(network); }
    void beforeTask(const TaskContext& context) override { inner_->beforeTask(context); }
    void beforeEpoch(const TaskContext& context, int epoch) override { inner_->beforeEpoch(context, epoch); }
    [[nodiscard]] torch::Tensor epochIndices(const TaskContext& context) const override {
        return inner_->epochIndices(context);
    }
    [[nodiscard]] std::int64_t samplesOfEpoch(std::int64_t samples, std::int64_t epoch) const override {
        return inner_->samplesOfEpoch(samples, epoch);
    }
    [[nodiscard]] std::size_t frozenStages() const override { return inner_->frozenStages(); }
    [[nodiscard]] NormMode frozenNormMode() const override { return inner_->frozenNormMode(); }
    [[nodiscard]] bool replaysApart() const override { return inner_->replaysApart(); }
    Samples replay(const Samples& stream, RandomStreams& random) override { return inner_->replay(stream, random); }
    [[nodiscard]] bool augmentsReplay() const override { return inner_->augmentsReplay(); }
    Samples reference(RandomStreams& random) override { return inner_->reference(random); }
    void beforeStep(const torch::Tensor& inputs, const StepRows& rows) override { inner_->beforeStep(inputs, rows); }
    torch::Tensor atFreezeLine(torch::Tensor values, const StepRows& rows) override {
        return inner_->atFreezeLine(std::move(values), rows);
    }
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override {
        return inner_->loss(logits, rows);
    }
    [[nodiscard]] bool penalises(std::size_t stage) const override { return inner_->penalises(stage); }
    torch::Tensor penalty(std::size_t stage, const FeatureMaps& maps, const StepRows& rows) override {
        return inner_->penalty(stage, maps, rows);
    }
    [[nodiscard]] std::vector<NamedTensor> ownParameters(std::size_t stage) const override {
        return inner_->ownParameters(stage);
    }
    [[nodiscard]] double extraFlopsPerRow() const override { return inner_->extraFlopsPerRow(); }
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override {
        inner_->adjustGradient(parameter, gradient);
    }
    [[nodiscard]] bool needsWholeGradient() const override { return inner_->needsWholeGradient(); }
    void adjustGradients(std::vector<torch::Tensor>& gradients, const std::vector<torch::Tensor>& reference) override {
        inner_->adjustGradients(gradients, reference);
    }
    [[nodiscard]] std::string instability(double learningRate) const override {
        return inner_->instability(learningRate);
    }
    void afterUpdate(const NamedTensor& parameter) override { inner_->afterUpdate(parameter); }
    void compact(const NamedTensor& parameter) override { inner_->compact(parameter); }
    void expand(const NamedTensor& parameter) override { inner_->expand(parameter); }
    void afterStep(const StepRows& rows, RandomStreams& random) override { inner_->afterStep(rows, random); }
    Samples separateStep(RandomStreams& random) override { return inner_->separateStep(random); }
    void afterTask(const TaskContext& context) override { inner_->afterTask(context); }
    torch::Tensor evaluate(Network& network, const torch::Tensor& inputs, const Task& task,
                           std::size_t firstStage) override {
        return inner_->evaluate(network, inputs, task, firstStage);
    }
    void save(StateArchive& archive) const override { inner_->save(archive); }
    void restore(const StateArchive& archive) override { inner_->restore(archive); }
    void takeOver(const StateArchive& archive) override { inner_->takeOver(archive); }

private:
    std::unique_ptr<Method> inner_;
};

} // namespace lightcl
