#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/reservoir_buffer.h"

namespace lightcl {

/// ER with asymmetric cross-entropy (ER-ACE; Caccia et al. 2022, "New Insights on Reducing Abrupt Representation Change
/// in Online Continual Learning", ICLR, equation 4):
///     loss = CE(stream, over the classes present in the batch) + CE(replay, over all classes seen so far),
/// each a mean over its own rows. New classes are so not learnt by pushing the old ones' outputs down. The buffer is
/// filled by reservoir sampling after each step; both parts run in one forward.
///
/// The authors' code differs (`authorsCode`): it trains the first task with plain cross-entropy and no replay; later
/// the stream's part also runs over classes not seen yet, and the replay's over all outputs.
class ErAce final : public MaskedMethod {
public:
    using Settings = ErAceSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    ErAce(Settings settings, OutputMask mask);

    void beforeEpoch(const TaskContext& context, int epoch) override;
    Samples replay(const Samples& stream, RandomStreams& random) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    /// Cross-entropy over the outputs that `allowed`, bool [classes], marks.
    [[nodiscard]] torch::Tensor lossOver(const torch::Tensor& allowed, const torch::Tensor& logits,
                                         const torch::Tensor& labels) const;
    [[nodiscard]] torch::Tensor streamOutputs(const torch::Tensor& present) const;

    Settings settings_;
    ReservoirBuffer buffer_;
    bool firstTask_ = true;
    torch::Tensor seen_; ///< bool [classes]; undefined before the first step
};

} // namespace lightcl
