#pragma once

#include "methods/ingredients.h"
#include "methods/parts/recorded_logits.h"

namespace lightcl {

/// Learning without forgetting (LwF; Li and Hoiem 2016, "Learning without Forgetting").
///
/// Before a task t > 1 the head's outputs of its new classes are warmed up on features that stay as they are, as many
/// epochs as the task has; then the network's logits o of the past classes are recorded for each of the task's samples.
/// While the task is learnt, with z the current logits and T the temperature,
///     loss = CE + alpha · mean over rows of -sum over past classes c of softmax(o/T)_c · log softmax(z/T)_c.
/// The paper's CE runs over the task's own outputs, a public framework's over all seen ones (`seenClasses`). In
/// task-incremental training each past task has a softmax of its own and the losses add up, as in the paper; else one
/// softmax spans all past classes. As in the paper there is no factor T².
///
/// Recorded logits take samples x past classes values, where a copy of the old network would take all its weights and
/// a second forward in each step; they belong to the unaugmented images.
class LearningWithoutForgetting final : public Method {
public:
    struct Settings {
        double alpha = 1;
        double temperature = 2;
        bool warmUp = true;
        bool seenClasses = false;
        bool taskAware = false; ///< task-incremental: outputs belong to their tasks
    };

    static std::unique_ptr<Method> make(const Ingredients& in);
    explicit LearningWithoutForgetting(Settings settings) : settings_(settings) {}

    void beforeTask(const TaskContext& context) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

    /// Mean over rows of the cross-entropy between softmax(old / T) and softmax(current / T), both [rows, classes].
    static torch::Tensor distillation(const torch::Tensor& old, const torch::Tensor& current, double temperature);

private:
    void chooseOutputs(const TaskContext& context);
    [[nodiscard]] torch::Tensor newClasses(const TaskContext& context) const;

    Settings settings_;
    torch::Tensor allowed_;     ///< bool [classes]: the outputs that the cross-entropy runs over
    torch::Tensor pastClasses_; ///< int64, head after head
    torch::Tensor headSizes_;   ///< int64: classes that share a softmax
    RecordedLogits recorded_;
};

} // namespace lightcl
