#pragma once

#include "data/augmentation.h"
#include "data/dataset.h"
#include "data/input_pipeline.h"
#include "engine/stream_batch.h"
#include "rules/prepared_batches.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace lightcl {

/// Makes an epoch's batches on a thread of its own, a group of them ahead of the one that is trained on, in memory that
/// is allocated once. That thread calls no function of LibTorch that works on tensors: it would bring a second team of
/// threads, and its allocations would go past the memory ledger.
class BatchesAhead {
public:
    /// Of the split's samples at `indices` (int64 [samples]) in that order, with Samples or Inputs as contents. Until
    /// the last batch was asked for, nobody else may draw from `random`, and the split must stay. Throws Error when the
    /// split has no sample of such an index.
    BatchesAhead(const Split& split, const InputScale& scale, const Augmentation& how, const torch::Tensor& indices,
                 std::int64_t batchSize, PreparedBatches prepared, BatchContents contents, RandomStream& random);
    BatchesAhead(const BatchesAhead&) = delete;
    BatchesAhead& operator=(const BatchesAhead&) = delete;

    /// The next batch, in memory that may be filled anew once another one is asked for. Waits for it if it is not there
    /// yet. Throws std::logic_error after the last.
    StreamBatch next();

private:
    struct Group {
        Samples samples;
        torch::Tensor inputs;
    };

    void work(const std::stop_token& stop);
    void fill(Group& group, std::int64_t first);

    const Split* split_;
    InputScale scale_;
    Augmentation augmentation_;
    torch::Tensor indices_;
    std::int64_t batchSize_;
    PreparedBatches prepared_;
    RandomStream* random_;
    Shape image_;
    std::vector<std::uint8_t> varied_; ///< one image
    std::vector<Group> groups_;
    std::int64_t position_ = 0; ///< samples given out

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::int64_t filled_ = 0;   ///< groups, since the epoch began
    std::int64_t released_ = 0; ///< likewise: all their batches are trained on
    std::jthread thread_;       ///< the last member: it works on the others
};

} // namespace lightcl
