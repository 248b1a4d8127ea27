#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/grouped_buffer.h"

namespace lightcl {

/// Function distance regularisation (FDR; Benjamin, Rolnick & Kording 2019, "Measuring and Regularizing Networks in
/// Function Space", ICLR). After each step on the stream, a second one on a draw from the buffer holds the network's
/// function where it was when the drawn samples' task ended:
///     loss = alpha · mean over rows of ‖softmax(f(x)) - p‖₂,
/// p being the probabilities kept then. At a task's end the buffer is split evenly over the tasks seen: older tasks
/// give up samples, and random ones of this task take their place.
///
/// p is what the deployed network gives: for the unaugmented image, with batch-norm in evaluation mode. alpha = 1 is
/// what a public code does that ignores it.
class Fdr final : public MaskedMethod {
public:
    using Settings = FdrSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    Fdr(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    Samples separateStep(RandomStreams& random) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    /// Over the outputs that take part, [rows, classes].
    [[nodiscard]] torch::Tensor probabilities(const torch::Tensor& logits, const torch::Tensor& labels) const;

    Settings settings_;
    GroupedBuffer buffer_; ///< a group a task
    torch::Tensor drawn_;  ///< p of this step's draw
};

} // namespace lightcl
