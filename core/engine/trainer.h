#pragma once

#include "engine/batch_trainer.h"
#include "engine/device_recorder.h"
#include "engine/run_clock.h"
#include "engine/run_measurer.h"
#include "engine/time_budget.h"
#include "engine/training_state.h"
#include "profiling/budget_guard.h"

#include <filesystem>
#include <limits>
#include <memory>
#include <optional>

namespace lightcl {

/// After which task of another run this one begins, whose checkpoint it takes over.
struct BranchPoint {
    int task = 0;
    bool sameMethod = false; ///< its state is taken over as well
};

/// Trains one run: drives scenario, network and method through the plan, has it measured, and checkpoints after every
/// epoch. A task ends with its epochs or its budget. A run that has a checkpoint goes on from it and ends with the same
/// bits as one that was never stopped (same spec, seed and thread count). Construct and use it on one thread.
class Trainer {
public:
    enum class Outcome { Done, Stopped };

    /// `device`: where it is trained; with a budget the account of memory is kept whatever the spec says.
    /// `pretraining`: what the pretraining of the run's spec, if it has any, ended with. Throws InputError when the
    /// spec does not fit the data, or a pretrained weights file does not fit the network.
    Trainer(const RunSpec& run, const Dataset& dataset, RunObserver& observer, std::filesystem::path checkpoint,
            std::optional<BranchPoint> branch = {}, const std::filesystem::path& pretraining = {},
            const DeviceSettings& device = {});

    /// Loads the checkpoint if there is one and returns the last epoch it holds, {0, 0} without one: rows after it must
    /// be dropped before run(). Throws InputError when it is damaged, or of another network or spec; a branch takes
    /// over what another spec left at its point.
    RunPosition restore();
    /// Trains to the end, or to the next step after stopRequested(). Throws Error when the loss is no longer finite,
    /// BudgetError when it needs more memory than the device's budget.
    Outcome run();

    [[nodiscard]] const Network& network() const { return state_.network; }
    /// Of the network's inputs.
    [[nodiscard]] const Normalisation& normalisation() const { return scenario_.normalisation(); }
    [[nodiscard]] const RunPlan& plan() const { return plan_; }
    /// Working time over all resumptions.
    [[nodiscard]] double seconds() const { return clock_.seconds(); }
    /// Layer metrics' and memory accounting's share of the working time in this process, in [0,1].
    [[nodiscard]] double measuringShare() const;

private:
    Outcome trainTasks();
    bool trainTask(const Task& task);
    /// What is done now, and at which step of the epoch; for a ledger that wants to know.
    void tellPhase(const char* what, std::int64_t step = 0);
    /// Mean loss of the epoch's steps; nothing when it was stopped.
    std::optional<double> trainEpoch(const Task& task, int epoch);
    torch::Tensor shuffledIndices(const TaskContext& context);
    void requireFiniteState(const Task& task, int epoch) const;
    void finishEpoch(const Task& task, int epoch, double loss);
    void storeEpoch(const Task& task, int epoch);
    void storeTotals();
    void reportProgress(RunPosition position, std::int64_t step, std::int64_t steps, double loss);
    [[nodiscard]] TaskContext contextOf(const Task& task);
    [[nodiscard]] std::int64_t stepsFor(std::int64_t samples) const;
    /// Up to position_.
    [[nodiscard]] double fractionDone() const;
    void reportEnd();
    [[nodiscard]] bool isOfThisSpec(const StateArchive& archive) const;
    RunPosition restoreFrom(const StateArchive& archive);
    /// Throws InputError when the checkpoint is of other images or classes.
    void requireSameData(const StateArchive& archive) const;
    void saveCheckpoint() const;

    RunSpec run_;
    TrainingSettings training_;
    RunObserver* observer_;
    std::filesystem::path checkpoint_;
    std::optional<BranchPoint> branch_;
    std::string dataDigest_;

    std::shared_ptr<MemoryLedger> ledger_;
    std::unique_ptr<MemoryRecording> recording_; ///< from here on, members allocate under the ledger's eyes
    std::unique_ptr<BudgetGuard> guard_;         ///< null: no budget
    Scenario scenario_;
    TrainingState state_;
    RunPlan plan_;
    TimeBudget budget_;
    PhaseClock phases_;
    BatchTrainer batches_;
    RunMeasurer measurer_;
    DeviceRecorder device_;
    RunClock clock_;
    RunPosition position_;   ///< the last epoch that is stored
    bool taskEnded_ = false; ///< the task of the last epoch has no other
    RunPosition working_;    ///< what is trained now
    std::int64_t step_ = 0;  ///< of it; 0: between steps
    std::chrono::steady_clock::time_point lastReport_{};
    double lastLoss_ = std::numeric_limits<double>::quiet_NaN(); ///< of the last step; none when it was trained before
};

} // namespace lightcl
