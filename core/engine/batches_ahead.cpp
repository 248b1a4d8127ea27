#include "engine/batches_ahead.h"

#include "base/error.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <stdexcept>

namespace lightcl {

namespace {

/// What is copied from memory without LibTorch's checks.
void check(const Split& split, const torch::Tensor& indices) {
    const std::int64_t samples = split.labels.size(0);
    if (indices.min().item<std::int64_t>() < 0 || indices.max().item<std::int64_t>() >= samples) {
        throw Error(fmt::format("training images: expected indices from 0 to {}, found {} to {}", samples - 1,
                                indices.min().item<std::int64_t>(), indices.max().item<std::int64_t>()));
    }
    if (!split.images.select(0, 0).is_contiguous() || !split.labels.is_contiguous())
        throw std::logic_error("training images: expected each in one piece of memory");
}

} // namespace

BatchesAhead::BatchesAhead(const Split& split, const InputScale& scale, const Augmentation& how,
                           const torch::Tensor& indices, std::int64_t batchSize, PreparedBatches prepared,
                           BatchContents contents, RandomStream& random)
    : split_(&split), scale_(scale), augmentation_(how), indices_(indices.contiguous()), batchSize_(batchSize),
      prepared_(prepared), random_(&random), image_{split.images.size(1), split.images.size(2), split.images.size(3)},
      varied_(static_cast<std::size_t>(image_.elements())) {
    check(split, indices_);
    const std::vector<std::int64_t> shape = {prepared.groupRows, image_.channels, image_.height, image_.width};
    for (std::int64_t group = 0; group < prepared.groups; ++group) {
        Group made{{torch::empty(shape, torch::kUInt8), torch::empty({prepared.groupRows}, torch::kInt64)}, {}};
        if (contents == BatchContents::Inputs) made.inputs = torch::empty(shape);
        groups_.push_back(std::move(made));
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

StreamBatch BatchesAhead::next() {
    if (position_ == indices_.size(0)) throw std::logic_error("batches: the epoch has no more");
    const std::int64_t group = position_ / prepared_.groupRows;
    const std::int64_t first = position_ % prepared_.groupRows;
    if (first == 0) {
        std::unique_lock lock(mutex_);
        released_ = group;
        changed_.notify_all();
        changed_.wait(lock, [&] { return filled_ > group; });
    }
    const std::int64_t end = std::min(position_ + batchSize_, indices_.size(0));
    const std::int64_t last = first + end - position_;
    const Group& ready = groups_[static_cast<std::size_t>(group % prepared_.groups)];
    StreamBatch batch;
    batch.indices = indices_.slice(0, position_, end);
    batch.samples = {ready.samples.images.slice(0, first, last), ready.samples.labels.slice(0, first, last)};
    if (ready.inputs.defined()) batch.inputs = ready.inputs.slice(0, first, last);
    position_ = end;
    return batch;
}

void BatchesAhead::work(const std::stop_token& stop) {
    const std::int64_t samples = indices_.size(0);
    for (std::int64_t group = 0; group * prepared_.groupRows < samples; ++group) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [&] { return group < released_ + prepared_.groups; });
        }
        if (stop.stop_requested()) return;
        fill(groups_[static_cast<std::size_t>(group % prepared_.groups)], group * prepared_.groupRows);
        const std::lock_guard lock(mutex_);
        filled_ = group + 1;
        changed_.notify_all();
    }
}

void BatchesAhead::fill(Group& group, std::int64_t first) {
    const std::int64_t count = std::min(prepared_.groupRows, indices_.size(0) - first);
    const std::int64_t values = image_.elements();
    const auto* indices = indices_.data_ptr<std::int64_t>() + first;
    const auto* images = split_->images.data_ptr<std::uint8_t>();
    const auto* labels = split_->labels.data_ptr<std::int64_t>();
    const std::int64_t stride = split_->images.stride(0);
    auto* stored = group.samples.images.data_ptr<std::uint8_t>();
    auto* storedLabels = group.samples.labels.data_ptr<std::int64_t>();
    float* inputs = group.inputs.defined() ? group.inputs.data_ptr<float>() : nullptr;
    for (std::int64_t row = 0; row < count; ++row, stored += values) {
        std::memcpy(stored, images + indices[row] * stride, static_cast<std::size_t>(values));
        storedLabels[row] = labels[indices[row]];
        if (!inputs) continue;
        if (augmentation_.any()) augment(stored, varied_.data(), image_, augmentation_, *random_);
        scale_(augmentation_.any() ? varied_.data() : stored, inputs + row * values, values);
    }
}

} // namespace lightcl
