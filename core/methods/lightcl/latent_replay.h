#pragma once

#include "catalog/methods/lightcl_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/reservoir_buffer.h"
#include "networks/latent_codec.h"

namespace lightcl {

/// Latent replay (AR1*; Pellegrini, Graffieti, Lomonaco, Maltoni 2020, "Latent Replay for Real-Time Continual
/// Learning", arXiv 1912.01100): stages below the freeze line are frozen, and what they make of earlier samples is
/// stored and replayed there instead of images. One mean cross-entropy over the stream's and the replayed rows.
///
/// With pretrained weights the stages are frozen from the first task on. Else the first task trains everything, and at
/// its end its samples run through the stages that are frozen from then on. Activations enter the buffer by reservoir
/// sampling, each sample of the stream once: in its task's first epoch, with the augmentation it had there. AR1*'s
/// other half, a slower learning rate below the line, and its weight regulariser are left out: below the line nothing
/// moves.
class LatentReplay final : public MaskedMethod {
public:
    using Settings = LatentReplaySettings;

    static std::unique_ptr<Method> make(const Ingredients& in);
    LatentReplay(Settings settings, OutputMask mask);

    void beforeTask(const TaskContext& context) override;
    void beforeEpoch(const TaskContext& context, int epoch) override;
    [[nodiscard]] std::size_t frozenStages() const override { return frozen_ ? settings_.firstTrainableStage : 0; }
    Samples replay(const Samples& stream, RandomStreams& random) override;
    torch::Tensor atFreezeLine(torch::Tensor values, const StepRows& rows) override;
    void afterStep(const StepRows& rows, RandomStreams& random) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    void store(const torch::Tensor& activations, const torch::Tensor& labels, RandomStreams& random);

    Settings settings_;
    LatentCodec codec_;
    ReservoirBuffer buffer_; ///< of packed activations
    bool frozen_ = false;
    bool firstEpoch_ = false;
    torch::Tensor drawn_;  ///< packed activations of this step's replayed rows
    torch::Tensor stream_; ///< activations of this step's stream
};

} // namespace lightcl
