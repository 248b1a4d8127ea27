#pragma once

#include "libtorch/torch.h"
#include "networks/latent_codec.h"

#include <functional>
#include <optional>
#include <vector>

namespace lightcl {

/// What the frozen stages made of a task's training images: a few varied views of each, kept packed. As long as those
/// stages stand still, later epochs need not run them again.
class FeatureCache {
public:
    struct Settings {
        std::int64_t views = 0;       ///< of each image; 0: nothing is ever kept
        std::int64_t memoryBytes = 0; ///< views that do not fit lie in temporary files
        StoredPrecision precision = StoredPrecision::Float32;
    };
    /// Features [rows, …] of these samples, in their order.
    using Compute = std::function<torch::Tensor(const torch::Tensor& indices)>;

    explicit FeatureCache(Settings settings) : settings_(settings), codec_(settings.precision) {}

    [[nodiscard]] bool enabled() const { return settings_.views > 0; }
    /// From now on these samples (int64 training indices) may be asked for, and no others.
    void begin(const torch::Tensor& indices);
    /// Forgets everything.
    void clear();
    /// The view that an epoch (from 1) trains on: each is new once, then they take turns.
    [[nodiscard]] std::int64_t viewOf(int epoch) const { return (epoch - 1) % settings_.views; }
    [[nodiscard]] bool holds(std::int64_t view) const { return views_.at(static_cast<std::size_t>(view)).defined(); }
    /// Computes a view of all samples, so many at a time. Throws Error when there is no room for it.
    void fill(std::int64_t view, std::int64_t rowsAtATime, const Compute& compute);
    /// Of the views that are in memory.
    [[nodiscard]] std::int64_t heldBytes() const { return heldBytes_; }
    /// float32 [indices, …] of a view that it holds.
    [[nodiscard]] torch::Tensor at(std::int64_t view, const torch::Tensor& indices) const;

private:
    /// Room for all samples' packed rows like these.
    torch::Tensor roomFor(const torch::Tensor& packed);

    Settings settings_;
    LatentCodec codec_;
    torch::Tensor indices_;            ///< ascending; each has a row of its own in every view
    std::vector<torch::Tensor> views_; ///< packed rows; undefined until filled
    std::vector<std::int64_t> shape_;  ///< of a batch of features
    std::int64_t heldBytes_ = 0;       ///< in memory
};

} // namespace lightcl
