#pragma once

#include "engine/sgd_optimizer.h"
#include "methods/method.h"
#include "profiling/memory_ledger.h"

namespace lightcl {

/// One step of training, stage by stage: each trainable stage has an autograd graph of its own; from the head down, a
/// stage's gradients are computed, adjusted by the method, applied and freed before the next stage's are computed. The
/// gradients equal those of one graph over the whole network. Frozen stages run without a graph.
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

private:
    struct Trace {
        torch::Tensor input; ///< a leaf; its gradient is what the stage below needs
        torch::Tensor output;
        torch::Tensor penalty;
    };

    std::vector<Trace> forward(torch::Tensor inputs, const StepRows& rows);
    Trace forwardTrainable(std::size_t stage, const torch::Tensor& values, const StepRows& rows);
    void backward(std::size_t stage, Trace trace, const torch::Tensor& outputGradient);
    void update(std::size_t stage);

    Network* network_;
    Method* method_;
    SgdOptimizer* optimizer_;
    MemoryLedger* ledger_;
    std::size_t frozenStages_ = 0;
};

} // namespace lightcl
