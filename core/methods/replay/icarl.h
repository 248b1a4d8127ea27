#pragma once

#include "catalog/methods/replay_settings.h"
#include "methods/ingredients.h"
#include "methods/parts/grouped_buffer.h"

#include <optional>

namespace lightcl {

/// iCaRL (Rebuffi et al. 2017, "iCaRL: Incremental Classifier and Representation Learning", CVPR).
///
/// Training (algorithm 3): binary cross-entropy of the sigmoid outputs of all classes seen, mean over rows and outputs.
/// The new classes' targets are the labels (1 or 0), the earlier ones' the sigmoid outputs of the network as it was
/// when the last task ended. Exemplars are trained on with the task's data, each once an epoch, spread evenly over its
/// steps
/// (`Rehearsal::Union`, the paper's), or a random draw beside every batch (`Rehearsal::Draw`).
///
/// Exemplars (algorithms 4 and 5): bufferSize / classes seen of each class, chosen by herding; a class gives up its
/// last ones when more classes come. Classification (algorithm 1): the class whose exemplars' mean feature vector is
/// nearest. Feature vectors, what enters the head's last layer, are normalised to length 1, and so are the classes'
/// means; a public code normalises neither (`normalise`). The mean that herding approaches is not normalised again.
///
/// Outputs have their own sigmoid and do not compete, so nothing is masked in task-incremental training. Between the
/// epochs of a task, when its classes have no exemplars yet, the network's outputs score.
class ICarl final : public Method {
public:
    using Settings = ICarlSettings;
    using Rehearsal = Settings::Rehearsal;

    static std::unique_ptr<Method> make(const Ingredients& in);
    explicit ICarl(Settings settings) : settings_(settings) {}

    void attach(Network& network) override { network_ = &network; }
    void beforeTask(const TaskContext& context) override;
    void beforeEpoch(const TaskContext& context, int epoch) override;
    Samples replay(const Samples& stream, RandomStreams& random) override;
    void beforeStep(const torch::Tensor& inputs, const StepRows& rows) override;
    torch::Tensor loss(const torch::Tensor& logits, const StepRows& rows) override;
    void afterTask(const TaskContext& context) override;
    torch::Tensor evaluate(Network& network, const torch::Tensor& inputs, const Task& task,
                           std::size_t firstStage) override;
    void save(StateArchive& archive) const override;
    void restore(const StateArchive& archive) override;

private:
    /// Feature vectors of inputs, [rows, features].
    [[nodiscard]] torch::Tensor featuresOf(Network& network, const torch::Tensor& inputs) const;
    [[nodiscard]] torch::Tensor scaled(const torch::Tensor& vectors) const;
    /// The same of training samples, a batch at a time.
    [[nodiscard]] torch::Tensor featuresOfSamples(const TaskContext& context, const torch::Tensor& indices) const;
    void addExemplars(const TaskContext& context, std::int64_t each);
    void findMeans(const TaskContext& context);

    Settings settings_;
    Network* network_ = nullptr;
    GroupedBuffer exemplars_;    ///< a group a class, in the order they came
    std::optional<Network> old_; ///< as it was when the last task ended
    torch::Tensor means_;        ///< [classes seen, features]; undefined while a task is learnt

    torch::Tensor seen_, past_; ///< int64: classes of the tasks so far, and of those before this one
    torch::Tensor order_;       ///< of the exemplars in this epoch
    std::int64_t step_ = 0;     ///< of this epoch
    std::int64_t steps_ = 0;    ///< in an epoch
    torch::Tensor oldOutputs_;  ///< sigmoid outputs of the old network for this step's rows
};

} // namespace lightcl
