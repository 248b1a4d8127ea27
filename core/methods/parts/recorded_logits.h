#pragma once

#include "checkpoint/state_archive.h"
#include "methods/method.h"

namespace lightcl {

/// What a network answered to each of a task's training samples, unaugmented and in evaluation mode, before it learnt
/// them: logits of some classes, found again by the sample's training index.
class RecordedLogits {
public:
    [[nodiscard]] bool empty() const { return !logits_.defined(); }
    /// Records the outputs `classes` (int64) of all of the task's training samples.
    void record(const TaskContext& context, const torch::Tensor& classes);
    /// Of samples of the recorded task, by training indices int64 [rows]: [rows, classes].
    [[nodiscard]] torch::Tensor of(const torch::Tensor& indices) const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    torch::Tensor indices_; ///< int64 [samples], ascending
    torch::Tensor logits_;  ///< [samples, classes]
};

} // namespace lightcl
