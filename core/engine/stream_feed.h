#pragma once

#include "engine/batches_ahead.h"
#include "scenarios/scenario.h"

#include <memory>

namespace lightcl {

/// Gives the batches of an epoch of the stream in turn. They are made ahead of the step, on a background thread, but
/// where memory is short (see preparedBatches()) or a task shows its images otherwise than they are stored: those
/// batches are made when they are asked for.
class StreamFeed {
public:
    /// The scenario must outlive the feed.
    StreamFeed(const Scenario& scenario, const Augmentation& how, std::int64_t batchSize, MemoryMode memory)
        : scenario_(&scenario), augmentation_(how), batchSize_(batchSize), memory_(memory) {}

    /// Begins an epoch over the training images at `indices` (int64 [samples]), in that order. Until
    /// it ends nobody else may draw from `random`, of which the feed varies the images, one after the other.
    void begin(const torch::Tensor& indices, BatchContents contents, RandomStream& random);
    /// The next batch; the last one may have fewer rows. What it gave before may be overwritten now. The inputs are
    /// there only if they were made ahead.
    StreamBatch next();
    /// The inputs of the batch that next() gave, taken from it or made now.
    torch::Tensor inputsOf(StreamBatch& batch);
    /// Forgets the epoch.
    void end();

private:
    [[nodiscard]] StreamBatch made(const torch::Tensor& indices) const;

    const Scenario* scenario_;
    Augmentation augmentation_;
    std::int64_t batchSize_;
    MemoryMode memory_;
    torch::Tensor indices_;
    BatchContents contents_ = BatchContents::Inputs;
    RandomStream* random_ = nullptr;
    std::int64_t position_ = 0; ///< samples given out, of those that are made when they are asked for
    std::unique_ptr<BatchesAhead> ahead_;
};

} // namespace lightcl
