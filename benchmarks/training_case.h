#pragma once

#include "engine/batch_trainer.h"
#include "engine/training_state.h"
#include "spec/experiment_spec.h"

#include <memory>
#include <optional>
#include <string>

namespace lightcl {

/// One method on one network, ready to train steps on made-up images: the engine's own step without files, evaluation
/// or measuring, in the state it has in its second task (LightCL frozen, the replay buffer full).
class TrainingCase {
public:
    TrainingCase(const std::string& name, const std::string& toml);

    /// Trains this many batches; returns the stream's samples.
    std::int64_t train(std::int64_t steps);
    /// The same network, data and updates as one autograd graph with LibTorch's defaults: what a plain loop does.
    std::int64_t trainPlainly(std::int64_t steps);
    /// Largest bytes of tensors while training some steps; with weights and replay buffer.
    std::int64_t peakBytes() const { return ledger_->peak().total(); }
    void resetPeak() { ledger_->resetPeak(); }
    /// Floating-point operations counted since the start.
    [[nodiscard]] double flops() const { return state_->flops.total(); }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const NetworkSpec& network() const { return state_->network.spec(); }
    [[nodiscard]] const RunSpec& run() const { return run_; }
    [[nodiscard]] std::int64_t batchSize() const { return batchSize_; }

private:
    void beginSecondTask();
    torch::Tensor batch(std::int64_t step) const;
    Network& plainNetwork();

    std::string name_;
    RunSpec run_;
    std::int64_t batchSize_;
    Dataset dataset_;
    std::shared_ptr<MemoryLedger> ledger_;
    MemoryRecording recording_;
    std::unique_ptr<Scenario> scenario_;
    std::unique_ptr<TrainingState> state_;
    PhaseClock phases_;
    std::unique_ptr<BatchTrainer> batches_;
    std::optional<Network> plain_; ///< the plain loop's own, in the usual layout
};

} // namespace lightcl
