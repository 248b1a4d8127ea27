#pragma once

#include "data/augmentation.h"
#include "engine/feature_cache.h"
#include "engine/stream_feed.h"
#include "engine/training_state.h"
#include "engine/training_step.h"
#include "profiling/phase_clock.h"
#include "spec/settings.h"

#include <optional>

namespace lightcl {

/// Makes training steps of batches: takes the stream's from a feed, joins what the method replays beside them, and has
/// the step train on them. Everything it is given must outlive it.
class BatchTrainer final : public StepRunner {
public:
    BatchTrainer(const Scenario& scenario, const TrainingSettings& settings, TrainingState& state, MemoryLedger* ledger,
                 PhaseClock& phases);

    /// Asks the method what is frozen, and has the frozen stages' features of this epoch (from 1) computed where they
    /// are to be cached; call it when an epoch begins or is resumed. `indices`: the training images (int64 [samples])
    /// in the order in which the epoch's batches take them.
    void beginEpoch(const Task& task, int epoch, const torch::Tensor& indices);
    /// Call it after an epoch's last step.
    void endEpoch() { feed_.end(); }
    /// Forgets what was cached; call it after a task's last step.
    void endTask();
    /// All that the stream's next batch asks for; the loss of the stream's step.
    double trainNext();
    double step(const Samples& samples, double learningRate) override;

private:
    /// A batch of the stream, with what is replayed beside it.
    struct Batch {
        StepRows rows;
        torch::Tensor inputs; ///< of the rows from the input on; or features of cached rows
    };

    [[nodiscard]] Batch nextBatch();
    [[nodiscard]] StepRows rowsOf(const StreamBatch& stream);
    [[nodiscard]] torch::Tensor inputsOf(StreamBatch& stream, const StepRows& rows);
    /// Of images that are replayed or trained on apart from the stream, varied by draws of their own.
    [[nodiscard]] torch::Tensor inputsApart(const torch::Tensor& images, bool vary);
    [[nodiscard]] BatchContents contents() const;
    void cacheFeatures(const Task& task, int epoch);
    void fillView(const Task& task, std::int64_t view);
    /// Of what is replayed, from stages that stand still; of the same images they are computed once an epoch.
    [[nodiscard]] torch::Tensor replayFeatures(const torch::Tensor& images);
    double run(torch::Tensor inputs, const StepRows& rows);
    void compareWithReference();
    void runSeparateStep();
    void countOperations(const StepRows& rows);

    const Scenario* scenario_;
    Augmentation augmentation_;
    TrainingState* state_;
    MemoryLedger* ledger_;
    PhaseClock* phases_;
    TrainingStep step_;
    std::int64_t batchSize_;
    StreamFeed feed_;
    FeatureCache cache_;
    int cachedTask_ = 0;
    bool standsStill_ = false;         ///< there are frozen stages, and what they make of an image stays the same
    std::optional<std::int64_t> view_; ///< of the cache, that this epoch trains on
    torch::Tensor replayImages_;       ///< whose features are known
    torch::Tensor replayFeatures_;
};

} // namespace lightcl
