#pragma once

#include "libtorch/torch.h"
#include "runs/rows.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// How often images of each class were taken for each class.
class ConfusionCounts {
public:
    ConfusionCounts() = default;
    explicit ConfusionCounts(std::int64_t classes)
        : classes_(classes), counts_(static_cast<std::size_t>(classes * classes)) {}

    /// `labels` and `predicted`: int64 [rows], classes below `classes`.
    void add(const torch::Tensor& labels, const torch::Tensor& predicted);
    /// Of the same number of classes, or of none.
    void add(const ConfusionCounts& more);

    [[nodiscard]] std::int64_t correct() const;
    /// A row for each class that was looked at, with the counts that are not 0.
    [[nodiscard]] std::vector<ConfusionRow> rows(int trainedTask, int epoch) const;

private:
    std::int64_t classes_ = 0;
    std::vector<std::int64_t> counts_; ///< [true class, predicted class]
};

} // namespace lightcl
