#pragma once

#include "methods/ingredients.h"
#include "methods/lightcl/feature_memory.h"
#include "methods/lightcl/freeze_advisor.h"

#include <optional>

namespace lightcl {

/// LightCL (Wang, Cheng, Ji, Huang: "Efficient Continual Learning with Low Memory Footprint For Edge Device",
/// arXiv 2407.10545); its sparse form is the same on a network whose channels were removed (channel_pruning.h).
///
/// Maintain generalizability: stages below the freeze line are frozen, from the first task with pretrained weights,
/// else from the second on. Without a given line the freeze advisor draws it before the second task, and nothing is
/// frozen until then. Memorize feature patterns: before each task but the first, `memorySamples` samples of the
/// incoming data run through the model as it is; their rectified feature maps at the trainable stages (important
/// channels only) and all their logits are kept. While the task is learnt these samples run beside every batch, and
///     loss = CE(logits of the current task's classes, stream rows) + beta · (sum_l penalty_l + sum (logits - kept)²).
///
/// As in the reference code the memory samples pass by themselves, in the steps and when their patterns are taken:
/// batch-norm's statistics are theirs alone, so the penalty is exactly zero before anything moved. The settings offer
/// what other readings of the paper are: joined statistics, patterns in evaluation mode.
class LightCl final : public Method {
public:
    struct Settings {
        std::optional<std::size_t> firstTrainableStage = 0; ///< nothing: the advisor decides
        std::int64_t memorySamples = 15;
        ChannelMarking marking{0.15};
        double beta = 0.0002;
        NormMode frozenNorm = NormMode::Evaluation; ///< Training: the reference code's drifting statistics
        NormMode patternNorm = NormMode::Training;  ///< while patterns are taken; Training moves the statistics
        bool memoryApart = true;                    ///< batch-norm's statistics of the memory samples in a step
        bool augmentMemory = true;                  ///< memory samples and the importance batch, once, as the stream is
        bool maskLogits = false; ///< hold the important logits only, as the channels of a feature map
        FreezeAdvisor::Settings advisor{};
    };

    static std::unique_ptr<Method> make(const Ingredients& in);
    explicit LightCl(Settings settings)
        : settings_(settings), memory_(settings.marking), firstTrainable_(settings.firstTrainableStage.value_or(0)) {}

    void beforeTask(const TaskContext& context) override;
    [[nodiscard]] std::size_t frozenStages() const override { return frozen_ ? firstTrainable_ : 0; }
    [[nodiscard]] NormMode frozenNormMode() const override { return settings_.frozenNorm; }
    [[nodiscard]] bool augmentsReplay() const override { return false; }
    [[nodiscard]] bool replaysApart() const override { return settings_.memoryApart; }
    Samples replay(const Samples& stream, RandomStreams& random) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    [[nodiscard]] bool penalises(std::size_t stage) const override;
    torch::Tensor penalty(std::size_t stage, const FeatureMaps& maps, const StepRows& rows) override;
    void afterTask(const TaskContext& context) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;
    void takeOver(const StateArchive& archive) override;

private:
    struct Patterns {
        FeatureMaps maps; ///< the trainable stages' rectified ones, and the logits where they are masked
        torch::Tensor logits;
    };

    [[nodiscard]] bool advised() const { return !settings_.firstTrainableStage.has_value(); }
    void drawFreezeLine(const TaskContext& context);
    [[nodiscard]] Samples drawVaried(const TaskContext& context, std::int64_t count, const char* stream) const;
    [[nodiscard]] Patterns patternsOf(const TaskContext& context, const torch::Tensor& images) const;

    Settings settings_;
    FeatureMemory memory_;
    std::size_t firstTrainable_;
    std::string generalizability_; ///< what the advisor found, one number a weight layer, for people
    bool frozen_ = false;
    torch::Tensor currentClasses_; ///< int64
    Samples advisorSamples_;       ///< of the first task, from its end until the freeze line is drawn
    Samples memorySamples_;
    torch::Tensor keptLogits_; ///< [memory samples, classes]; undefined where they are masked
};

} // namespace lightcl
