#pragma once

#include "methods/feature_memory.h"
#include "methods/method.h"

namespace lightcl {

/// LightCL (Wang, Cheng, Ji, Huang: "Efficient Continual Learning with Low Memory Footprint For Edge Device",
/// arXiv 2407.10545), dense.
///
/// Maintain generalizability: stages below `firstTrainableStage` are frozen, from the first task with pretrained
/// weights, else from the second on. Memorize feature patterns: before each task but the first, `memorySamples` samples
/// of the incoming data run through the model as it is; their rectified feature maps at the trainable stages (important
/// channels only) and all their logits are kept. While the task is learnt these samples run beside every batch, and
///     loss = CE(logits of the current task's classes, stream rows) + beta · (sum_l penalty_l + sum (logits - kept)²).
///
/// The patterns are what the deployed model gives, so they are taken with batch-norm in evaluation mode; in training
/// the memory rows share the batch's statistics, so with batch-norm the penalty is small but not zero before anything
/// moved. The paper leaves the mode open.
class LightCl final : public Method {
public:
    struct Settings {
        std::size_t firstTrainableStage = 0;
        std::int64_t memorySamples = 15;
        double channelRatio = 0.15;
        double beta = 0.0002;
        NormMode frozenNorm = NormMode::Evaluation; ///< Training: the reference code's drifting statistics
    };

    explicit LightCl(Settings settings) : settings_(settings), memory_(settings.channelRatio) {}

    void beforeTask(const TaskContext& context) override;
    [[nodiscard]] std::size_t frozenStages() const override { return frozen_ ? settings_.firstTrainableStage : 0; }
    [[nodiscard]] NormMode frozenNormMode() const override { return settings_.frozenNorm; }
    [[nodiscard]] bool augmentsReplay() const override { return false; }
    Samples replay(const Samples& stream, RandomStreams& random) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    [[nodiscard]] bool penalises(std::size_t stage) const override;
    torch::Tensor penalty(std::size_t stage, const FeatureMaps& maps, const StepRows& rows) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    FeatureMaps trainableMaps(const TaskContext& context, const torch::Tensor& images, torch::Tensor* logits) const;

    Settings settings_;
    bool frozen_ = false;
    torch::Tensor currentClasses_; ///< int64
    Samples memorySamples_;
    torch::Tensor keptLogits_; ///< [memory samples, classes]
    FeatureMemory memory_;
};

} // namespace lightcl
