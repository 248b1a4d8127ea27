#pragma once

#include "base/random_stream.h"
#include "checkpoint/state_archive.h"
#include "networks/network.h"
#include "scenarios/scenario.h"

#include <memory>
#include <string>
#include <torch/torch.h>
#include <vector>

namespace lightcl {

/// Samples as stored: uint8 images [N, C, H, W], int64 labels [N].
struct Samples {
    torch::Tensor images;
    torch::Tensor labels;

    [[nodiscard]] std::int64_t count() const { return labels.defined() ? labels.size(0) : 0; }
};

/// The rows of one training step: the stream's batch first, then what the method replays.
struct StepRows {
    Samples stream;
    Samples replay;
    torch::Tensor labels; ///< int64 [rows], of all rows

    [[nodiscard]] std::int64_t count() const { return stream.count() + replay.count(); }
};

/// What a method may look at when a task begins or ends.
struct TaskContext {
    const Task& task;
    const Scenario& scenario;
    const Split& train; ///< index it with task.trainIndices only
    Network& network;
    RandomStreams& random;
    bool firstTask = false; ///< of this run
    bool pretrained = false;
    std::int64_t batchSize = 1;
};

/// A continual-learning method: a small object with hooks, each optional, that the training step calls in the order
/// they stand here. A method must not assume that one autograd graph spans the network, nor that all gradients exist at
/// once.
class Method {
public:
    virtual ~Method() = default;

    /// True for methods that see all tasks' data at once, as one task.
    [[nodiscard]] virtual bool trainsJointly() const { return false; }

    virtual void beforeTask(const TaskContext& /*context*/) {}

    /// Stages 0 … n-1 are frozen during the current task: no gradient, no saved activation.
    [[nodiscard]] virtual std::size_t frozenStages() const { return 0; }
    /// Batch-norm of the frozen stages; Evaluation is what frozen means.
    [[nodiscard]] virtual NormMode frozenNormMode() const { return NormMode::Evaluation; }

    /// Rows to run beside the stream's batch; none by default.
    virtual Samples replay(const Samples& /*stream*/, RandomStreams& /*random*/) { return {}; }

    /// The loss on the logits [rows, classes]; a scalar. Default: mean cross-entropy of all rows.
    virtual torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows);

    /// A penalty on a trainable stage's feature maps, added to the loss; asked for only where penalises() says so. The
    /// logits count as the head's feature map. Undefined: none.
    [[nodiscard]] virtual bool penalises(std::size_t /*stage*/) const { return false; }
    virtual torch::Tensor penalty(std::size_t /*stage*/, const FeatureMaps& /*maps*/, const StepRows& /*rows*/) {
        return {};
    }

    /// Changes a parameter's gradient before the update, in place.
    virtual void adjustGradient(const NamedTensor& /*parameter*/, torch::Tensor& /*gradient*/) {}

    /// After the update, with the stream's unaugmented samples.
    virtual void afterStep(const StepRows& /*rows*/, RandomStreams& /*random*/) {}

    virtual void afterTask(const TaskContext& /*context*/) {}

    /// Everything the method needs to go on after the last epoch's end. Its tensors are what the method is charged for:
    /// those under "buffer/" as replay buffer, the others as method state.
    virtual void save(StateArchive& /*archive*/) const {}
    virtual void restore(const StateArchive& /*archive*/) {}
};

/// Limits a loss to the outputs that take part: class-incremental training uses all of them, task-incremental training
/// the classes of each row's own task.
class OutputMask {
public:
    OutputMask() = default;
    explicit OutputMask(torch::Tensor sameTask) : sameTask_(std::move(sameTask)) {}

    /// logits with the excluded outputs at -inf; the same tensor when there is no mask.
    [[nodiscard]] torch::Tensor apply(const torch::Tensor& logits, const torch::Tensor& labels) const;

private:
    torch::Tensor sameTask_;
};

} // namespace lightcl
