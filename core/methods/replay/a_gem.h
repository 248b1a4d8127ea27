#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/grouped_buffer.h"

namespace lightcl {

/// Averaged gradient episodic memory (A-GEM; Chaudhry et al. 2019, "Efficient Lifelong Learning with A-GEM", ICLR,
/// equation 11). Each step's gradient g is compared with r, the gradient on a draw from earlier tasks' samples; where
/// they conflict, the part that would raise the earlier tasks' loss is taken out:
///     g <- g - (g·r / r·r) r    if g·r < 0,
/// over all parameters together. Dot products run in float64: they are sums over millions of values.
///
/// At a task's end its share of the buffer, bufferSize / tasks random samples, joins it (the paper's UpdateEpsMem). A
/// public code keeps one batch a task instead (`oneBatchATask`).
class AGem final : public MaskedMethod {
public:
    using Settings = AGemSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    AGem(Settings settings, OutputMask mask) : MaskedMethod(std::move(mask)), settings_(settings) {}

    [[nodiscard]] bool needsWholeGradient() const override { return true; }
    Samples reference(RandomStreams& random) override;
    void adjustGradients(std::vector<torch::Tensor>& gradients, const std::vector<torch::Tensor>& reference) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    Settings settings_;
    GroupedBuffer buffer_; ///< a group a task
};

} // namespace lightcl
