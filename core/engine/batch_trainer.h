#pragma once

#include "data/augmentation.h"
#include "engine/training_state.h"
#include "engine/training_step.h"
#include "profiling/phase_clock.h"
#include "spec/settings.h"

namespace lightcl {

/// Makes training steps of batches: gathers the stream's samples and what the method replays beside them, varies and
/// scales them, and has the step train on them. Everything it is given must outlive it.
class BatchTrainer final : public StepRunner {
public:
    BatchTrainer(const Scenario& scenario, const TrainingSettings& settings, TrainingState& state, MemoryLedger* ledger,
                 PhaseClock& phases);

    /// Asks the method what is frozen; call it when a task begins or is resumed, and when an epoch begins.
    void askWhatIsFrozen() { step_.beginTask(); }
    /// All that a batch of the stream asks for; the loss of the stream's step.
    double trainStream(const torch::Tensor& indices);
    double step(const Samples& samples, double learningRate) override;

private:
    [[nodiscard]] torch::Tensor inputsOf(const StepRows& rows);
    StepRows streamRows(const torch::Tensor& indices);
    double run(torch::Tensor inputs, const StepRows& rows);
    void compareWithReference();
    void runSeparateStep();
    void countOperations(const StepRows& rows);

    const Scenario* scenario_;
    Augmentation augmentation_;
    TrainingState* state_;
    MemoryLedger* ledger_;
    PhaseClock* phases_;
    TrainingStep step_;
};

} // namespace lightcl
