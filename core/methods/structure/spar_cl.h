#pragma once

#include "catalog/methods/structure_settings.h"
#include "methods/ingredients.h"
#include "methods/method_decorator.h"
#include "methods/structure/forgetting_counter.h"
#include "methods/structure/sparse_training.h"

namespace lightcl {

/// SparCL (Wang et al. 2022, "SparCL: Sparse Continual Learning on the Edge", NeurIPS; arXiv 2209.09476): sparse
/// weights and gradients (SparseTraining) and fewer examples around another method's replay (ER, DER++).
///
/// Dynamic data removal: after each of a task's `removalEpochs` the share `removalShare` of the task's examples is
/// dropped from the epochs that follow, those with the fewest forgetting events since the last removal first
/// (ForgettingCounter). An example's prediction is the largest of the logits that its step's loss ran over.
/// Defaults as published for Split CIFAR-10: 750 of 10,000 examples after epochs 5, 10, 15 and 20.
class SparCl final : public MethodDecorator {
public:
    using Settings = SparClSettings;

    /// Around ER.
    static std::unique_ptr<Method> makeEr(const Ingredients& in);
    /// Around DER++.
    static std::unique_ptr<Method> makeDerPlusPlus(const Ingredients& in);
    SparCl(std::unique_ptr<Method> inner, Settings settings, const NetworkSpec& network, OutputMask mask);

    void beforeTask(const TaskContext& context) override;
    void beforeEpoch(const TaskContext& context, int epoch) override;
    [[nodiscard]] torch::Tensor epochIndices(const TaskContext& context) const override;
    [[nodiscard]] std::int64_t samplesOfEpoch(std::int64_t samples, std::int64_t epoch) const override;
    void beforeStep(const torch::Tensor& inputs, const StepRows& rows) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    void adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) override;
    void afterUpdate(const NamedTensor& parameter) override;
    void compact(const NamedTensor& parameter) override;
    void expand(const NamedTensor& parameter) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;
    void takeOver(const StateArchive& archive) override;

    [[nodiscard]] const SparseTraining& sparse() const { return sparse_; }

private:
    void restoreOwn(const StateArchive& archive);

    [[nodiscard]] bool removesBefore(int epoch) const;

    Settings settings_;
    OutputMask mask_;
    SparseTraining sparse_;
    ForgettingCounter forgetting_;
};

} // namespace lightcl
