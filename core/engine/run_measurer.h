#pragma once

#include "engine/evaluation_features.h"
#include "engine/run_clock.h"
#include "engine/run_observer.h"
#include "engine/run_plan.h"
#include "engine/step_evaluation.h"
#include "methods/method.h"
#include "metrics/evaluator.h"
#include "metrics/layer_probe.h"
#include "profiling/budget_guard.h"
#include "profiling/memory_ledger.h"
#include "profiling/phase_clock.h"
#include "profiling/process_memory.h"

namespace lightcl {

/// Takes a run's measurements and gives them to the observer as rows: accuracies, predictions by class, layer metrics,
/// memory, time by phase.
/// What it allocates is booked as measuring and sets no peak.
class RunMeasurer {
public:
    /// Mean accuracies over the tasks seen.
    struct Accuracies {
        std::optional<double> classIl;
        double taskIl = 0;
    };

    /// Measures this network, evaluated as the method does; all must outlive the measurer. `classIl`: false for methods
    /// that are told the task, whose scores of a class among all mean nothing. `guard`: of a memory budget, which what
    /// is measured is no part of; may be null.
    RunMeasurer(const Scenario& scenario, const MeasuringSettings& settings, bool classIl, Evaluator evaluator,
                EvaluationFeatures evaluationFeatures, StepEvaluation stepEvaluation, Network& network, Method& method,
                MemoryLedger* ledger, BudgetGuard* guard, PhaseClock& phases, RunObserver& observer);

    /// Accuracy of the untrained network on every task: what forward transfer is measured against.
    void untrained();
    /// After an epoch: R[i][j] of the tasks seen, after a task's last also of the next one; predictions among the
    /// classes seen, from the same pass; layer metrics when due.
    Accuracies epoch(const RunPlan& plan, const Task& task, int epoch, bool last);
    /// After a training step: accuracy between epochs when it is due, unless it is the task's last step.
    void stepTaken(const Task& task, int epoch, bool last);
    /// After a task's last epoch: accuracy on the images of stepTaken(), if that is measured; and keeps the task's
    /// feature maps as reference (unless it is the last task).
    void taskEnded(const RunPlan& plan, const Task& task, int epoch);
    /// Live and peak bytes by category of a task so far.
    void memory(const Task& task);
    /// Starts a task's peak anew.
    void beginTask();
    /// Records the memory of the step that is made between the two calls.
    void beginStep();
    void endStep(const Task& task);
    /// Looks at the process's resident memory now: at least at an epoch's end, and as often as is cheap.
    void lookAtProcess();
    /// The epoch's seconds (`seconds`: the run's so far) and the largest resident memory since the last call, which it
    /// returns.
    ResidentBytes process(const Task& task, int epoch, double seconds);
    /// The run's seconds at which its next epoch begins.
    void beginAt(double seconds) { epochBegan_ = seconds; }
    /// Seconds by phase since the last call.
    void times(const Task& task, int epoch);

    /// Layer metrics' and memory accounting's seconds so far in this process.
    [[nodiscard]] double measuringSeconds() const;

    void save(StateArchive archive) const;
    void restore(const StateArchive& archive);

private:
    /// Adds what was predicted to `predictions`, where the method has a class-IL and the task was trained.
    [[nodiscard]] AccuracyRow accuracy(int trainedTask, int epoch, int evalTask, ConfusionCounts& predictions);
    [[nodiscard]] Classifier classifier();
    /// On the images that the tasks up to this one hold out to choose a setting by, if they do.
    void validate(int trainedTask, int epoch);
    /// On the images of stepEvaluation_, of the tasks up to this one.
    void betweenEpochs(const Task& task, int epoch);
    void rememberTask(const RunPlan& plan, const Task& task);
    /// Of these test images, with what is cached of the frozen stages.
    torch::Tensor scores(const Task& task, const torch::Tensor& rows);
    [[nodiscard]] MemoryBreakdown taskPeak() const;
    /// Which layers stood still in a task, as a metric "frozen" of 0 or 1; no rows when all were trained.
    [[nodiscard]] std::vector<LayerMetricRow> frozenLayers(int task, int epoch) const;

    const Scenario* scenario_;
    MeasuringSettings settings_;
    bool classIl_;
    Network* network_;
    Method* method_;
    MemoryLedger* ledger_;
    BudgetGuard* guard_;
    PhaseClock* phases_;
    RunObserver* observer_;
    Evaluator evaluator_;
    EvaluationFeatures evaluationFeatures_;
    StepEvaluation stepEvaluation_;
    LayerProbe probe_;
    MemoryBreakdown earlierPeak_; ///< of this task before this process took it up
    ResidentBytes resident_;      ///< the largest since the last epoch's end
    double epochBegan_ = 0;
    double layerSeconds_ = 0;
    double secondsPerEvent_;
};

} // namespace lightcl
