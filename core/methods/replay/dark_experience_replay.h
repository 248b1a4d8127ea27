#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/reservoir_buffer.h"

namespace lightcl {

/// Dark experience replay, DER and DER++ (Buzzega et al. 2020, "Dark Experience for General Continual Learning: a
/// Strong, Simple Baseline", NeurIPS 33, equations 5 and 6):
///     loss = CE(stream) + alpha · mean (f(x') - z')² + beta · CE(f(x''), y''),
/// where (x', z') and (x'', y'') are independent draws from the buffer, the mean is over rows and outputs, and z' are
/// the logits that the network gave while x' was part of the stream, on the augmented image of that step. DER has no
/// second draw: beta = 0. The buffer is filled by reservoir sampling after each step, with unaugmented images.
///
/// The paper's code runs the stream and each draw through the network apart; here one forward takes all of them. It
/// differs with batch-norm only, whose statistics are then the rows' together, as in ER.
class DarkExperienceReplay final : public MaskedMethod {
public:
    using Settings = DarkReplaySettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    DarkExperienceReplay(Settings settings, OutputMask mask);

    /// The first draw's rows and then, for DER++, as many of the second.
    Samples replay(const Samples& stream, RandomStreams& random) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    Settings settings_;
    ReservoirBuffer buffer_;
    torch::Tensor drawnLogits_;  ///< z' of this step; undefined while the buffer is empty
    torch::Tensor streamLogits_; ///< of this step
};

} // namespace lightcl
