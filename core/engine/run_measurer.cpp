#include "engine/run_measurer.h"

#include "catalog/layer_metric.h"
#include "networks/features.h"
#include "profiling/ledger_cost.h"
#include "runs/accuracy.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

/// Enough to fill a screen's width with lows and highs.
constexpr std::size_t kStepMoments = 300;

/// Books allocations as measuring, sets no peak and lifts the budget during its lifetime.
class MeasuringScope {
public:
    explicit MeasuringScope(MemoryLedger* ledger, BudgetGuard* guard)
        : ledger_(ledger), guard_(guard), scope_(ledger, MemoryCategory::Measuring) {
        if (guard_) guard_->pause();
        if (ledger_) ledger_->pausePeak(true);
    }
    ~MeasuringScope() {
        if (ledger_) ledger_->pausePeak(false);
        if (guard_) guard_->resume();
    }
    MeasuringScope(const MeasuringScope&) = delete;
    MeasuringScope& operator=(const MeasuringScope&) = delete;

private:
    MemoryLedger* ledger_;
    BudgetGuard* guard_;
    MemoryScope scope_;
};

} // namespace

RunMeasurer::RunMeasurer(const Scenario& scenario, const MeasuringSettings& settings, bool classIl, Evaluator evaluator,
                         EvaluationFeatures evaluationFeatures, StepEvaluation stepEvaluation, Network& network,
                         Method& method, MemoryLedger* ledger, BudgetGuard* guard, PhaseClock& phases,
                         RunObserver& observer)
    : scenario_(&scenario), settings_(settings), classIl_(classIl), network_(&network), method_(&method),
      ledger_(ledger), guard_(guard), phases_(&phases), observer_(&observer), evaluator_(evaluator),
      evaluationFeatures_(std::move(evaluationFeatures)), stepEvaluation_(std::move(stepEvaluation)),
      probe_(scenario, settings), secondsPerEvent_(ledger ? ledgerSecondsPerEvent() : 0) {}

torch::Tensor RunMeasurer::scores(const Task& task, const torch::Tensor& rows) {
    const std::size_t frozen = method_->frozenStages();
    const bool standsStill = frozen > 0 && method_->frozenNormMode() == NormMode::Evaluation;
    if (!evaluationFeatures_.enabled() || !standsStill) {
        return method_->evaluate(*network_, scenario_->inputsOf(scenario_->testSamples(rows).images), task, 0);
    }
    const auto forward = [this](torch::Tensor values, std::size_t stages) {
        return stageFeatures(*network_, std::move(values), stages, NormMode::Evaluation);
    };
    return method_->evaluate(*network_, evaluationFeatures_.of(task, rows, frozen, forward), task, frozen);
}

Classifier RunMeasurer::classifier() {
    return [this](const torch::Tensor& rows, const Task& task) { return scores(task, rows); };
}

AccuracyRow RunMeasurer::accuracy(int trainedTask, int epoch, int evalTask, ConfusionCounts& predictions) {
    const TaskAccuracy measured = evaluator_.evaluate(classifier(), evalTask, scenario_->seenClasses(trainedTask));
    // Domains share their classes; what was not trained yet has no class-IL there either.
    const bool counts = classIl_ && evalTask <= trainedTask;
    if (counts) predictions.add(measured.predictions);
    return {trainedTask, epoch, evalTask, counts ? measured.classIl : std::nullopt, measured.taskIl};
}

void RunMeasurer::untrained() {
    const MeasuringScope scope(ledger_, guard_);
    phases_->enter("evaluation");
    std::vector<AccuracyRow> rows;
    ConfusionCounts none;
    for (int task = 1; task <= scenario_->taskCount(); ++task) rows.push_back(accuracy(0, 0, task, none));
    observer_->rows(runRows(std::move(rows)));
    phases_->stop();
}

RunMeasurer::Accuracies RunMeasurer::epoch(const RunPlan& plan, const Task& task, int epoch, bool last) {
    const MeasuringScope scope(ledger_, guard_);
    phases_->enter("evaluation");
    const int evaluated = std::min(task.number + (last ? 1 : 0), scenario_->taskCount());
    std::vector<AccuracyRow> rows;
    ConfusionCounts predictions;
    for (int evalTask = 1; evalTask <= evaluated; ++evalTask) {
        rows.push_back(accuracy(task.number, epoch, evalTask, predictions));
    }
    const Accuracies accuracies{meanOverTasksMet(rows, AccuracyKind::ClassIl),
                                meanOverTasksMet(rows, AccuracyKind::TaskIl).value_or(0)};
    observer_->rows(runRows(std::move(rows)));
    observer_->rows(runRows(predictions.rows(task.number, epoch)));
    validate(task.number, epoch);

    if (settings_.layerMetrics && (last || epoch % settings_.everyEpochs == 0)) {
        const RunClock clock;
        phases_->enter("layer metrics");
        auto measured = probe_.measure(*network_, task.number, epoch, plan.covered(task));
        observer_->rows(runRows(std::move(measured.metrics)));
        if (last) observer_->rows(runRows(std::move(measured.drifts)));
        observer_->rows(runRows(frozenLayers(task.number, epoch)));
        layerSeconds_ += clock.seconds();
    }
    phases_->stop();
    return accuracies;
}

void RunMeasurer::validate(int trainedTask, int epoch) {
    if (scenario_->task(trainedTask).validationIndices.size(0) == 0) return;
    const auto seen = scenario_->seenClasses(trainedTask);
    const Classifier network = [this](const torch::Tensor& rows, const Task& task) {
        return method_->evaluate(*network_, scenario_->inputsOf(scenario_->trainSamples(rows).images), task, 0);
    };
    std::vector<ValidationRow> rows;
    for (int evalTask = 1; evalTask <= trainedTask; ++evalTask) {
        const TaskAccuracy measured = evaluator_.validate(network, evalTask, seen);
        rows.push_back({trainedTask, epoch, evalTask, classIl_ ? measured.classIl : std::nullopt, measured.taskIl});
    }
    observer_->rows(runRows(std::move(rows)));
}

std::vector<LayerMetricRow> RunMeasurer::frozenLayers(int task, int epoch) const {
    const std::size_t frozen = method_->frozenStages();
    if (frozen == 0) return {};
    const std::vector<LayerSpec> layers = network_->spec().weightLayers();
    const std::vector<std::size_t> stages = network_->spec().stagesOfWeightLayers();
    std::vector<LayerMetricRow> rows;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        rows.push_back({task, epoch, static_cast<int>(l), layers[l].name, std::string(layerMetricName("frozen")),
                        stages[l] < frozen ? 1.0 : 0.0});
    }
    return rows;
}

void RunMeasurer::stepTaken(const Task& task, int epoch, bool last) {
    stepEvaluation_.count();
    if (stepEvaluation_.isDue() && !last) betweenEpochs(task, epoch);
}

void RunMeasurer::betweenEpochs(const Task& task, int epoch) {
    const MeasuringScope scope(ledger_, guard_);
    phases_->enter("evaluation");
    const auto seen = scenario_->seenClasses(task.number);
    std::vector<AnytimeRow> rows;
    for (int evalTask = 1; evalTask <= task.number; ++evalTask) {
        const TaskAccuracy measured =
            evaluator_.evaluate(classifier(), evalTask, seen, stepEvaluation_.imagesOf(evalTask));
        rows.push_back({task.number, epoch, stepEvaluation_.step(), evalTask,
                        classIl_ ? measured.classIl : std::nullopt, measured.taskIl});
    }
    observer_->rows(runRows(std::move(rows)));
    phases_->stop();
}

void RunMeasurer::taskEnded(const RunPlan& plan, const Task& task, int epoch) {
    if (stepEvaluation_.enabled()) betweenEpochs(task, epoch);
    rememberTask(plan, task);
}

void RunMeasurer::rememberTask(const RunPlan& plan, const Task& task) {
    const MeasuringScope scope(ledger_, guard_);
    if (!settings_.layerMetrics || plan.joint() || task.number == scenario_->taskCount()) return;
    const RunClock clock;
    phases_->enter("layer metrics");
    probe_.remember(*network_, task.number);
    layerSeconds_ += clock.seconds();
    phases_->stop();
}

MemoryBreakdown RunMeasurer::taskPeak() const {
    const MemoryBreakdown& here = ledger_->peak();
    return here.total() >= earlierPeak_.total() ? here : earlierPeak_;
}

void RunMeasurer::memory(const Task& task) {
    if (!ledger_) return;
    const MemoryBreakdown peak = taskPeak();
    std::vector<MemoryRow> rows;
    rows.reserve(kMemoryCategories.size());
    for (const MemoryCategory category : kMemoryCategories) {
        rows.push_back({"measured", task.number, category, ledger_->live()[category], peak[category]});
    }
    observer_->rows(runRows(std::move(rows)));
}

void RunMeasurer::beginTask() {
    stepEvaluation_.beginTask();
    earlierPeak_ = {};
    if (ledger_) ledger_->resetPeak();
}

void RunMeasurer::beginStep() {
    if (ledger_) ledger_->beginStep("data");
}

void RunMeasurer::endStep(const Task& task) {
    if (ledger_) observer_->rows(runRows(ledger_->endStep().rows(task.number, kStepMoments)));
}

void RunMeasurer::lookAtProcess() {
    const ResidentBytes now = residentBytes();
    if (now.total() > resident_.total()) resident_ = now;
}

ResidentBytes RunMeasurer::process(const Task& task, int epoch, double seconds) {
    lookAtProcess();
    const ResidentBytes most = std::exchange(resident_, {});
    const double began = std::exchange(epochBegan_, seconds);
    observer_->rows({ProcessRow{task.number, epoch, seconds - began, most.anonymous, most.fileBacked}});
    return most;
}

void RunMeasurer::times(const Task& task, int epoch) {
    std::vector<PhaseTimeRow> rows;
    for (const auto& [phase, seconds] : phases_->take()) rows.push_back({task.number, epoch, phase, seconds});
    observer_->rows(runRows(std::move(rows)));
}

double RunMeasurer::measuringSeconds() const {
    return layerSeconds_ + (ledger_ ? secondsPerEvent_ * static_cast<double>(ledger_->events()) : 0);
}

void RunMeasurer::save(StateArchive archive) const {
    probe_.save(archive.part("probe"));
    stepEvaluation_.save(archive.part("between_epochs"));
    if (!ledger_) return;
    const MemoryBreakdown peak = taskPeak();
    for (const MemoryCategory category : kMemoryCategories) {
        archive.put(fmt::format("peak/{}", toString(category)), peak[category]);
    }
}

void RunMeasurer::restore(const StateArchive& archive) {
    const MeasuringScope scope(ledger_, guard_);
    probe_.restore(archive.part("probe"));
    stepEvaluation_.restore(archive.part("between_epochs"));
    if (!ledger_) return;
    for (const MemoryCategory category : kMemoryCategories) {
        const std::string name = fmt::format("peak/{}", toString(category));
        if (archive.has(name)) earlierPeak_[category] = archive.integer(name);
    }
}

} // namespace lightcl
