#pragma once

#include "catalog/methods/structure_settings.h"
#include "methods/ingredients.h"
#include "methods/structure/column.h"

#include <optional>

namespace lightcl {

/// Progressive neural networks (PNN; Rusu et al. 2016, arXiv 1606.04671): each task gets a column of its own, a whole
/// network with lateral connections from the columns before it (LateralAdapters), which are frozen. Nothing is
/// forgotten; the memory grows with the tasks. A task's images are scored by its own column, so the task must be known:
/// for task-incremental learning only.
///
/// The network that training knows is always the newest column; when it forwards, the earlier ones run beside it, stage
/// by stage, and their outputs of earlier stages are freed.
class ProgressiveNetwork final : public MaskedMethod {
public:
    using Start = PnnSettings::Start;
    using Settings = PnnSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    ProgressiveNetwork(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    void attach(Network& network) override;
    void beforeTask(const TaskContext& context) override;
    [[nodiscard]] std::vector<NamedTensor> ownParameters(std::size_t stage) const override;
    /// See columnOperations().
    [[nodiscard]] double extraFlopsPerRow() const override;
    /// Lets go of what a repeated forward would need.
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    /// The task's own column; the newest for tasks that have none yet.
    torch::Tensor evaluate(Network& network, const torch::Tensor& inputs, const Task& task,
                           std::size_t firstStage) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    [[nodiscard]] torch::Tensor enterStage(std::size_t stage, const torch::Tensor& values, NormMode mode);
    /// The same in a forward that repeats another one, and what the earlier columns gave below the stage then.
    [[nodiscard]] torch::Tensor enterAgain(std::size_t stage, const torch::Tensor& values);
    [[nodiscard]] std::vector<torch::Tensor> belowAgain(std::size_t stage);
    void startColumn(const TaskContext& context);

    Settings settings_;
    Network* network_ = nullptr;
    std::vector<Column> columns_;      ///< of the tasks before
    LateralAdapters laterals_;         ///< of the newest column
    std::optional<Column> pretrained_; ///< kept to start columns from
    std::vector<torch::Tensor> below_; ///< during a forward: the earlier columns' outputs of the stage below
    // For what is computed again: the same by stage, and the inputs from which it is computed where it is largest.
    std::vector<std::vector<torch::Tensor>> keptBelow_;
    torch::Tensor inputs_;
};

} // namespace lightcl
