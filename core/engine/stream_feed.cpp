#include "engine/stream_feed.h"

#include <algorithm>
#include <utility>

namespace lightcl {

void StreamFeed::begin(const torch::Tensor& indices, BatchContents contents, RandomStream& random) {
    end();
    indices_ = indices;
    contents_ = contents;
    random_ = &random;
    const Split* split = scenario_->storedTraining();
    if (!split || contents == BatchContents::Labels) return;
    const Shape image{split->images.size(1), split->images.size(2), split->images.size(3)};
    const PreparedBatches prepared = preparedBatches(memory_, image, batchSize_, indices.size(0));
    if (prepared.groups == 0) return;
    ahead_ = std::make_unique<BatchesAhead>(*split, scenario_->inputScale(), augmentation_, indices, batchSize_,
                                            prepared, contents, random);
}

void StreamFeed::end() {
    ahead_.reset();
    indices_.reset();
    position_ = 0;
}

StreamBatch StreamFeed::next() {
    if (ahead_) return ahead_->next();
    const std::int64_t first = position_;
    position_ = std::min(position_ + batchSize_, indices_.size(0));
    return made(indices_.slice(0, first, position_));
}

StreamBatch StreamFeed::made(const torch::Tensor& indices) const {
    StreamBatch batch;
    batch.indices = indices;
    if (contents_ == BatchContents::Labels) {
        batch.samples.labels = scenario_->trainLabels(indices);
    } else {
        batch.samples = scenario_->trainSamples(indices);
    }
    return batch;
}

torch::Tensor StreamFeed::inputsOf(StreamBatch& batch) {
    if (batch.inputs.defined()) return std::exchange(batch.inputs, {});
    return scenario_->inputsOf(augmented(batch.samples.images, augmentation_, *random_));
}

} // namespace lightcl
