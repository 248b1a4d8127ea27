#pragma once

#include "base/random_stream.h"
#include "checkpoint/state_archive.h"
#include "data/augmentation.h"
#include "data/samples.h"
#include "libtorch/torch.h"
#include "networks/losses.h"
#include "networks/network.h"
#include "scenarios/scenario.h"

#include <memory>
#include <string>
#include <vector>

namespace lightcl {

/// The rows of one training step: the stream's batch first, then what the method replays.
struct StepRows {
    Samples stream;
    Samples replay;          ///< without images: rows that enter at the freeze line
    torch::Tensor labels;    ///< int64 [rows], of all rows
    torch::Tensor indices{}; ///< int64 [stream rows]: the stream's training indices; undefined in a step of its own
    bool cached = false;     ///< all rows enter at the freeze line, and the stream has no images
    /// What the frozen stages make of the replayed images, where that is known: those rows enter at the freeze line.
    torch::Tensor replayFeatures{};
    bool separate = false;      ///< a second step, which separateStep() asked for
    bool referenceOnly = false; ///< gradients are only compared with, see reference()

    [[nodiscard]] std::int64_t count() const { return stream.count() + replay.count(); }
    /// Rows that run through the network from its input on.
    [[nodiscard]] std::int64_t fromInput() const {
        const bool enterLater = !replay.images.defined() || replayFeatures.defined();
        return cached ? 0 : stream.count() + (enterLater ? 0 : replay.count());
    }
};

/// Training steps outside the stream, for methods that train on their buffer when a task begins or ends.
class StepRunner {
public:
    virtual ~StepRunner() = default;
    /// One step on these samples, augmented like the stream's and with the method's own loss; returns the loss.
    virtual double step(const Samples& samples, double learningRate) = 0;
};

/// What a method may look at when a task begins or ends.
struct TaskContext {
    const Task& task;
    const Scenario& scenario; ///< take samples of task.trainIndices only
    Network& network;
    RandomStreams& random;
    StepRunner& steps;
    bool firstTask = false; ///< of this run
    bool begins = false;    ///< the first task that this method trains: of the run, or after another method's
    bool lastTask = false;
    bool pretrained = false;
    std::int64_t batchSize = 1;
    std::int64_t epochs = 1;
    double learningRate = 0.01;
    Augmentation augmentation{}; ///< of the stream
};

/// A continual-learning method: a small object with hooks, each optional, that training calls in the order they stand
/// here. A method must not assume that one autograd graph spans the network, nor that all gradients exist at once,
/// unless it says so with needsWholeGradient().
class Method {
public:
    virtual ~Method() = default;

    /// True for methods that see all tasks' data at once, as one task.
    [[nodiscard]] virtual bool trainsJointly() const { return false; }
    /// False for methods that only look at the stream (afterStep) and train on what they kept, in afterTask().
    [[nodiscard]] virtual bool trainsOnStream() const { return true; }
    /// Called once, before training and before restore(), with the network that will be trained.
    virtual void attach(Network& /*network*/) {}

    virtual void beforeTask(const TaskContext& /*context*/) {}
    virtual void beforeEpoch(const TaskContext& /*context*/, int /*epoch*/) {}
    /// The training indices that this epoch goes over, int64; all of the task's by default.
    [[nodiscard]] virtual torch::Tensor epochIndices(const TaskContext& context) const {
        return context.task.trainIndices;
    }
    /// How many those are in an epoch (from 1) of a task with `samples` training samples: known before it is trained.
    [[nodiscard]] virtual std::int64_t samplesOfEpoch(std::int64_t samples, std::int64_t /*epoch*/) const {
        return samples;
    }

    /// Stages 0 … n-1 are frozen during the current task: no gradient, no saved activation.
    [[nodiscard]] virtual std::size_t frozenStages() const { return 0; }
    /// Batch-norm of the frozen stages; Evaluation is what frozen means.
    [[nodiscard]] virtual NormMode frozenNormMode() const { return NormMode::Evaluation; }

    /// Rows to run beside the stream's batch; none by default. Rows without images enter at the freeze line.
    virtual Samples replay(const Samples& /*stream*/, RandomStreams& /*random*/) { return {}; }
    /// False for methods that compare the replayed rows with what they made of these very images.
    [[nodiscard]] virtual bool augmentsReplay() const { return true; }
    /// Rows whose gradient the step's is compared with in adjustGradients(); none by default.
    virtual Samples reference(RandomStreams& /*random*/) { return {}; }
    /// Whether the replayed rows pass by themselves: batch-norm's statistics of trained stages, and of frozen ones in
    /// training mode, are of these rows alone and of the stream's alone, and the replayed ones come first.
    [[nodiscard]] virtual bool replaysApart() const { return false; }
    /// Looks at a step's inputs, float32 [rows from the input on, channels, height, width], before its forward.
    virtual void beforeStep(const torch::Tensor& /*inputs*/, const StepRows& /*rows*/) {}
    /// What the frozen stages made of the rows from the input on, [rows, …]; returns that with the rows that enter here
    /// appended. With nothing frozen it sees the inputs.
    virtual torch::Tensor atFreezeLine(torch::Tensor values, const StepRows& /*rows*/) { return values; }

    /// The loss on the logits [rows, classes]; a scalar. Default: mean cross-entropy of all rows.
    virtual torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows);

    /// A penalty on a trainable stage's feature maps, added to the loss; asked for only where penalises() says so. The
    /// logits count as the head's feature map. Undefined: none. It is a sum over maps, and may be asked for a stage's
    /// maps in parts.
    [[nodiscard]] virtual bool penalises(std::size_t /*stage*/) const { return false; }
    virtual torch::Tensor penalty(std::size_t /*stage*/, const FeatureMaps& /*maps*/, const StepRows& /*rows*/) {
        return {};
    }

    /// Learnable tensors of the method itself that are used in a stage (see Network::onStageInput) and trained with it.
    [[nodiscard]] virtual std::vector<NamedTensor> ownParameters(std::size_t /*stage*/) const { return {}; }
    /// Floating-point operations that these and the method's other passes of its own add to each row of a step.
    [[nodiscard]] virtual double extraFlopsPerRow() const { return 0; }
    /// Changes a parameter's gradient before the update, in place.
    virtual void adjustGradient(const NamedTensor& /*parameter*/, torch::Tensor& /*gradient*/) {}
    /// True for methods that need the gradients of all stages together (A-GEM): they are kept until all are there.
    [[nodiscard]] virtual bool needsWholeGradient() const { return false; }
    /// Changes all gradients together, in place; `reference` are those of reference()'s rows in the same order, or
    /// empty. Called with needsWholeGradient() only, before adjustGradient().
    virtual void adjustGradients(std::vector<torch::Tensor>& /*gradients*/,
                                 const std::vector<torch::Tensor>& /*reference*/) {}
    /// What else may be to blame where the loss is no longer finite, to be appended to a sentence; empty: nothing
    /// known.
    [[nodiscard]] virtual std::string instability(double /*learningRate*/) const { return {}; }
    /// After a parameter's update.
    virtual void afterUpdate(const NamedTensor& /*parameter*/) {}

    /// With training.memory = "low" a method may hold weights in less memory while a step does not read them: compact()
    /// is called for a parameter that has been used, expand() before it is used again and at the step's end. Expanded
    /// it must be what it was, and so must the tensor's sizes. Such a method must not run the network in loss() or
    /// penalty(): weights are compact then.
    virtual void compact(const NamedTensor& /*parameter*/) {}
    virtual void expand(const NamedTensor& /*parameter*/) {}

    /// After the update, with the stream's unaugmented samples.
    virtual void afterStep(const StepRows& /*rows*/, RandomStreams& /*random*/) {}
    /// Rows of a second step after the stream's, with its own loss (StepRows::separate); none by default.
    virtual Samples separateStep(RandomStreams& /*random*/) { return {}; }

    virtual void afterTask(const TaskContext& /*context*/) {}

    /// Scores of a task's images, [rows, classes], of which the largest wins; evaluation mode, no gradients. Default:
    /// the network's logits. `inputs`: the images, or what the stages below `firstStage` make of them; above 0 only
    /// frozenStages() is asked for.
    virtual torch::Tensor evaluate(Network& network, const torch::Tensor& inputs, const Task& task,
                                   std::size_t firstStage);

    /// Everything the method needs to go on after the last epoch's end. Its tensors are what the method is charged for:
    /// those under "buffer/" as replay buffer, the others as method state.
    virtual void save(StateArchive& /*archive*/) const {}
    virtual void restore(const StateArchive& /*archive*/) {}
    /// In place of restore(), between two tasks: the state of the same method with other settings, which from now on
    /// count. By default they have no part in the state.
    virtual void takeOver(const StateArchive& archive) { restore(archive); }
};

/// A method whose loss is, unless it says otherwise, the mean cross-entropy of all rows over the outputs that take
/// part.
class MaskedMethod : public Method {
public:
    explicit MaskedMethod(OutputMask mask) : mask_(std::move(mask)) {}

    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;

protected:
    [[nodiscard]] const OutputMask& mask() const { return mask_; }

private:
    OutputMask mask_;
};

} // namespace lightcl
