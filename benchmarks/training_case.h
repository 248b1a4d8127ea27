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
    /// Without `measuresMemory` no account of memory is kept, and peakBytes() is 0.
    TrainingCase(const std::string& name, const std::string& toml, bool measuresMemory = true);

    /// Trains this many batches; returns the stream's samples.
    std::int64_t train(std::int64_t steps);
    /// Trains one batch while the course of its memory is recorded; returns the moments that a run would store.
    std::size_t trainRecorded();
    /// The same network, data and updates as one autograd graph with LibTorch's defaults: what a plain loop does.
    std::int64_t trainPlainly(std::int64_t steps);
    /// Largest bytes of tensors while training some steps; with weights and replay buffer.
    [[nodiscard]] std::int64_t peakBytes() const { return ledger_ ? ledger_->peak().total() : 0; }
    /// Floating-point operations counted since the start.
    [[nodiscard]] double flops() const { return state_->flops.total(); }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const NetworkSpec& network() const { return state_->network.spec(); }
    [[nodiscard]] const RunSpec& run() const { return run_; }
    [[nodiscard]] std::int64_t batchSize() const { return batchSize_; }

private:
    /// Alive while this case works: another one may work in between.
    [[nodiscard]] std::unique_ptr<MemoryRecording> recording() const;
    void beginSecondTask();
    /// Begins a long epoch over the task's samples.
    void beginEpoch(int task);
    torch::Tensor batch(std::int64_t step) const;
    Network& plainNetwork();

    std::string name_;
    RunSpec run_;
    std::int64_t batchSize_;
    Dataset dataset_;
    std::shared_ptr<MemoryLedger> ledger_;
    std::unique_ptr<Scenario> scenario_;
    std::unique_ptr<TrainingState> state_;
    PhaseClock phases_;
    std::unique_ptr<BatchTrainer> batches_;
    int task_ = 1;
    int epoch_ = 0;
    std::int64_t stepsLeft_ = 0;   ///< of the epoch
    std::optional<Network> plain_; ///< the plain loop's own, in the usual layout
};

} // namespace lightcl
