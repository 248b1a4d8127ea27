#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/balanced_buffer.h"

#include <optional>

namespace lightcl {

/// GDumb, greedy sampler and dumb learner (Prabhu, Torr & Dokania 2020, "GDumb: A Simple Approach that Questions Our
/// Progress in Continual Learning", ECCV). The stream only fills a class-balanced buffer (BalancedBuffer), in the first
/// epoch of each task. After each task, or after the last only, the network starts anew and is trained on the buffer
/// alone, with cross-entropy and the learning rate of rateOf(). It starts from random weights, or from the pretrained
/// weights that the run began with. The paper's CutMix, gradient clipping and early stopping are left out.
class GDumb final : public MaskedMethod {
public:
    using Settings = GDumbSettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    GDumb(Settings settings, OutputMask mask);

    [[nodiscard]] bool trainsOnStream() const override { return false; }
    void attach(Network& network) override { network_ = &network; }
    void beforeTask(const TaskContext& context) override;
    void beforeEpoch(const TaskContext& context, int epoch) override;
    [[nodiscard]] torch::Tensor epochIndices(const TaskContext& context) const override;
    [[nodiscard]] std::int64_t samplesOfEpoch(std::int64_t samples, std::int64_t epoch) const override {
        return epoch == 1 ? samples : 0;
    }
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

    /// Learning rate of an epoch (from 0) by the paper's schedule (Loshchilov & Hutter 2017, warm restarts with T0 = 1,
    /// Tmult = 2): a tenth of the maximum in epoch 0; then cycles of 1, 2, 4, … epochs with, in epoch t of a cycle of
    /// T,
    ///     min + (max - min) · (1 + cos(π·t/T)) / 2.
    [[nodiscard]] static double rateOf(std::int64_t epoch, double maximum, double minimum);

private:
    void startAnew(const TaskContext& context);
    void fit(const TaskContext& context);

    Settings settings_;
    BalancedBuffer buffer_;
    Network* network_ = nullptr;
    std::optional<Network> pretrained_; ///< as the run began; none without pretrained weights
    bool firstPass_ = true;
};

} // namespace lightcl
