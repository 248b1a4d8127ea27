#pragma once

#include "engine/sgd_optimizer.h"
#include "methods/method.h"
#include "profiling/memory_ledger.h"

namespace lightcl {

/// One step of training, stage by stage: each trainable stage has an autograd graph of its own; from the head down, a
/// stage's gradients are computed, adjusted by the method, applied and freed before the next stage's are computed. The
/// gradients equal those of one graph over the whole network. Frozen stages run without a graph. For a method that
/// needs the whole gradient the stages' gradients are kept until all are there.
class TrainingStep {
public:
    TrainingStep(Network& network, Method& method, SgdOptimizer& optimizer, MemoryLedger* ledger)
        : network_(&network), method_(&method), optimizer_(&optimizer), ledger_(ledger) {}

    /// Asks the method what is frozen; call it when a task begins or is resumed.
    void beginTask();
    [[nodiscard]] std::size_t frozenStages() const { return frozenStages_; }

    /// Forward, backward and update for inputs [rows, channels, height, width]; returns the loss with its penalties.
    /// Throws Error when the loss is not finite.
    double run(torch::Tensor inputs, const StepRows& rows);
    /// Forward and backward without an update: these gradients are what the method compares the next run()'s with.
    void keepReference(torch::Tensor inputs, const StepRows& rows);

private:
    struct Trace {
        torch::Tensor input; ///< a leaf; its gradient is what the stage below needs
        torch::Tensor output;
        torch::Tensor penalty;
    };

    std::vector<Trace> forward(torch::Tensor inputs, const StepRows& rows);
    Trace forwardTrainable(std::size_t stage, const torch::Tensor& values, const StepRows& rows);
    /// Leaves gradients behind, or updates each stage as soon as its gradients are there.
    double backpropagate(torch::Tensor inputs, const StepRows& rows, bool update);
    void backward(std::size_t stage, Trace trace, const torch::Tensor& outputGradient);
    void update(std::size_t stage);
    void updateTogether();
    /// The network's parameters of a stage and the method's own.
    [[nodiscard]] std::vector<NamedTensor> learnable(std::size_t stage) const;
    [[nodiscard]] std::vector<torch::Tensor> gradients() const;

    Network* network_;
    Method* method_;
    SgdOptimizer* optimizer_;
    MemoryLedger* ledger_;
    std::size_t frozenStages_ = 0;
    std::vector<torch::Tensor> reference_;
};

} // namespace lightcl
