#include "metrics/confusion_counts.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace lightcl {

void ConfusionCounts::add(const torch::Tensor& labels, const torch::Tensor& predicted) {
    const auto label = labels.accessor<std::int64_t, 1>();
    const auto taken = predicted.accessor<std::int64_t, 1>();
    for (std::int64_t i = 0; i < labels.size(0); ++i)
        ++counts_.at(static_cast<std::size_t>(label[i] * classes_ + taken[i]));
}

void ConfusionCounts::add(const ConfusionCounts& more) {
    if (more.counts_.empty()) return;
    if (counts_.empty()) {
        *this = more;
        return;
    }
    std::transform(counts_.begin(), counts_.end(), more.counts_.begin(), counts_.begin(), std::plus<>());
}

std::int64_t ConfusionCounts::correct() const {
    std::int64_t sum = 0;
    for (std::int64_t c = 0; c < classes_; ++c) sum += counts_[static_cast<std::size_t>(c * (classes_ + 1))];
    return sum;
}

std::vector<ConfusionRow> ConfusionCounts::rows(int trainedTask, int epoch) const {
    std::vector<ConfusionRow> rows;
    for (std::int64_t label = 0; label < classes_; ++label) {
        ConfusionRow row{trainedTask, epoch, static_cast<int>(label), {}};
        for (std::int64_t taken = 0; taken < classes_; ++taken) {
            const std::int64_t count = counts_[static_cast<std::size_t>(label * classes_ + taken)];
            if (count > 0) row.predicted.emplace(static_cast<int>(taken), count);
        }
        if (!row.predicted.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace lightcl
