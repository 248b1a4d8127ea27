#include "engine/trainer.h"
#include "spec/method_network.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "engine/loss_pieces.h"
#include "networks/network_state.h"
#include "profiling/process_memory.h"
#include "rules/rows_at_once.h"
#include "spec/spec_file.h"
#include "spec/spec_upgrade.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

namespace {

constexpr std::chrono::milliseconds kReportEvery{200};

Scenario makeScenario(const RunSpec& run, const Dataset& dataset, MemoryLedger* ledger) {
    const MemoryScope scope(ledger, MemoryCategory::Data);
    const ScenarioSettings settings = scenarioSettings(run);
    const std::int64_t classes = networkOf(run).classes;
    return {settings, dataset, classes, measuringSettings(run.measuring).probesPerTask()};
}

/// A task's second step is recorded: the first one makes the optimizer's and the method's buffers.
bool isRecorded(int epoch, std::int64_t step, std::int64_t steps) {
    return epoch == 1 && step == std::min<std::int64_t>(2, steps);
}

std::unique_ptr<BudgetGuard> guardOf(const DeviceSettings& device, const std::shared_ptr<MemoryLedger>& ledger) {
    if (!device.budget) return nullptr;
    return std::make_unique<BudgetGuard>(*device.budget, ledger, MemoryCap::available());
}

/// False for methods that cannot do without being told the task.
bool hasClassIl(const MethodSpec& method) {
    const auto& refusals = catalog().method(method.name)->refusals;
    return std::none_of(refusals.begin(), refusals.end(),
                        [](const auto& refusal) { return refusal.first == "class-incremental"; });
}

} // namespace

Trainer::Trainer(const RunSpec& run, const Dataset& dataset, RunObserver& observer, std::filesystem::path checkpoint,
                 std::optional<BranchPoint> branch, const std::filesystem::path& pretraining,
                 const DeviceSettings& device)
    : run_(run), training_(trainingSettings(run.training)), observer_(&observer), checkpoint_(std::move(checkpoint)),
      branch_(branch), dataDigest_(dataset.digest),
      ledger_(measuringSettings(run.measuring).memory || device.budget ? std::make_shared<MemoryLedger>() : nullptr),
      recording_(ledger_ ? std::make_unique<MemoryRecording>(ledger_) : nullptr), guard_(guardOf(device, ledger_)),
      scenario_(makeScenario(run, dataset, ledger_.get())), state_(run, scenario_, ledger_.get(), pretraining),
      plan_(scenario_, training_, *state_.method), budget_(plan_.seconds()),
      batches_(scenario_, training_, state_, ledger_.get(), phases_),
      measurer_(scenario_, measuringSettings(run.measuring), hasClassIl(run.method),
                Evaluator(scenario_, evaluationRows(training_.memory)),
                EvaluationFeatures(scenario_, training_.cachedViews > 0, training_.cacheBytes,
                                   evaluationRows(training_.memory)),
                StepEvaluation(scenario_, measuringSettings(run.measuring), run.seed), state_.network, *state_.method,
                ledger_.get(), guard_.get(), phases_, observer),
      device_(device, observer) {}

RunPosition Trainer::restore() {
    if (!std::filesystem::exists(checkpoint_)) return {};
    const MemoryScope scope(ledger_.get(), MemoryCategory::MethodState);
    RunPosition stored;
    try {
        TensorFile file = readTensorFile(checkpoint_);
        stored = restoreFrom(StateArchive(file, ""));
    } catch (const InputError& error) {
        const std::string message = error.what();
        const bool named = message.find(checkpoint_.string()) != std::string::npos;
        throw InputError(named ? message : fmt::format("{}: {}", checkpoint_.string(), message));
    }
    if (ledger_) ledger_->resetPeak(); // what reading the file took is no part of training
    return stored;
}

bool Trainer::isOfThisSpec(const StateArchive& archive) const {
    return archive.text("run") == toToml(run_) ||
           toToml(parseRun(upgradedSpec(archive.text("run")), "run")) == toToml(run_);
}

RunPosition Trainer::restoreFrom(const StateArchive& archive) {
    const RunPosition stored{static_cast<int>(archive.integer("task")), static_cast<int>(archive.integer("epoch"))};
    const bool own = isOfThisSpec(archive);
    if (!own && (!branch_ || stored.task != branch_->task))
        throw InputError("checkpoint: expected this run's spec, found another");
    requireSameData(archive);
    if (archive.has("normalisation") && archive.text("normalisation") != toText(normalisation())) {
        throw InputError(fmt::format("checkpoint: expected training images that give the normalisation {}, they "
                                     "give {}",
                                     archive.text("normalisation"), toText(normalisation())));
    }
    if (own)
        state_.restore(archive.part("state"));
    else
        state_.takeOver(archive.part("state"), branch_->sameMethod);
    measurer_.restore(archive.part("measurer"));
    // A branch may have other epochs than the run that learnt its earlier tasks.
    position_ = own ? stored : RunPosition{stored.task, plan_.epochs(stored.task)};
    taskEnded_ = position_.epoch == plan_.epochs(position_.task);
    if (own && budget_.isLimited()) {
        budget_.begin(archive.number("task_seconds"));
        taskEnded_ = archive.integer("task_ended") != 0;
    }
    clock_.setEarlier(archive.number("seconds"), fractionDone());
    return stored;
}

double Trainer::fractionDone() const {
    return plan_.fraction(position_, 0, taskEnded_ ? 1 : budget_.share());
}

void Trainer::requireSameData(const StateArchive& archive) const {
    if (dataDigest_.empty() || !archive.has("data") || archive.text("data") == dataDigest_) return;
    const std::string& path = run_.scenario.text("data_path");
    throw InputError(fmt::format("{}: the images or their classes have changed since the run began; expected those it "
                                 "was trained on so far (digest {}, found {}); `lightcl resume --from-start` trains "
                                 "it anew",
                                 path.empty() ? run_.scenario.text("dataset") : path, archive.text("data"),
                                 dataDigest_));
}

void Trainer::saveCheckpoint() const {
    TensorFile file;
    StateArchive archive(file, "");
    archive.put("run", toToml(run_));
    if (!dataDigest_.empty()) archive.put("data", dataDigest_);
    archive.put("task", std::int64_t{position_.task});
    archive.put("epoch", std::int64_t{position_.epoch});
    archive.put("seconds", clock_.seconds());
    if (budget_.isLimited()) {
        archive.put("task_seconds", budget_.spent());
        archive.put("task_ended", std::int64_t{taskEnded_ ? 1 : 0});
    }
    archive.put("normalisation", toText(normalisation()));
    state_.save(archive.part("state"));
    measurer_.save(archive.part("measurer"));
    writeTensorFile(checkpoint_, file);
}

double Trainer::measuringShare() const {
    return measurer_.measuringSeconds() / std::max(1e-9, clock_.seconds());
}

Trainer::Outcome Trainer::run() {
    if (!guard_) return trainTasks();
    try {
        guard_->enforce();
        return trainTasks();
    } catch (const std::exception& error) {
        auto breach = guard_->breachOf(error);
        if (!breach) throw;
        breach->at = working_;
        breach->step = step_;
        throw BudgetError(std::move(*breach), error.what());
    }
}

void Trainer::tellPhase(const char* what, std::int64_t step) {
    step_ = step;
    if (ledger_ && ledger_->wantsPhases()) ledger_->enterPhase(what);
}

Trainer::Outcome Trainer::trainTasks() {
    if (position_ == RunPosition{}) {
        observer_->stage("measuring the untrained network");
        measurer_.untrained();
    }
    // It may have been killed just after the checkpoint.
    if (position_.task > 0 && taskEnded_) observer_->taskStored(position_.task);
    measurer_.beginAt(clock_.seconds());
    for (const Task& task : plan_.tasks()) {
        if (task.number < position_.task || (task.number == position_.task && taskEnded_)) continue;
        if (trainTask(task)) continue;
        storeTotals();
        return Outcome::Stopped;
    }
    reportEnd();
    return Outcome::Done;
}

/// What the last checkpoint took is told after it, and that nothing is left to do.
void Trainer::reportEnd() {
    storeTotals();
    RunProgress progress;
    progress.position = position_;
    progress.steps = static_cast<int>(plan_.length(plan_.tasks().back().number).lastSteps);
    progress.step = progress.steps;
    progress.epochs = plan_.epochs(position_.task);
    progress.fraction = 1;
    progress.loss = lastLoss_;
    observer_->progress(progress);
}

TaskContext Trainer::contextOf(const Task& task) {
    return {.task = task,
            .scenario = scenario_,
            .network = state_.network,
            .random = state_.random,
            .steps = batches_,
            .firstTask = task.number == plan_.tasks().front().number,
            .begins = task.number == plan_.tasks().front().number ||
                      (branch_ && !branch_->sameMethod && task.number == branch_->task + 1),
            .lastTask = task.number == plan_.tasks().back().number,
            .pretrained = startsPretrained(run_),
            .batchSize = training_.batchSize,
            .epochs = plan_.epochs(task.number),
            .learningRate = training_.optimizer.learningRate,
            .augmentation = {training_.cropPadding, training_.flip}};
}

bool Trainer::trainTask(const Task& task) {
    const int done = position_.task == task.number ? position_.epoch : 0;
    working_ = {task.number, done + 1};
    if (done == 0) {
        tellPhase("preparing the task");
        observer_->stage(fmt::format("preparing task {}", task.number));
        measurer_.beginTask();
        budget_.begin();
        taskEnded_ = false;
        phases_.enter("method");
        state_.optimizer.reset();
        state_.method->beforeTask(contextOf(task));
        state_.chargeMethod();
        phases_.stop();
    }
    for (int epoch = done + 1; !taskEnded_; ++epoch) {
        const std::optional<double> loss = trainEpoch(task, epoch);
        if (!loss) return false;
        taskEnded_ = epoch == plan_.epochs(task.number) || budget_.isSpent();
        finishEpoch(task, epoch, *loss);
    }
    return true;
}

std::optional<double> Trainer::trainEpoch(const Task& task, int epoch) {
    const TaskContext context = contextOf(task);
    working_ = {task.number, epoch};
    tellPhase("preparing the epoch");
    phases_.enter("method");
    state_.method->beforeEpoch(context, epoch);
    phases_.stop();
    const torch::Tensor shuffled = shuffledIndices(context);
    const std::int64_t whole = stepsFor(shuffled.size(0));
    const std::int64_t steps = plan_.steps(task.number, epoch, whole);
    budget_.timed([&] { batches_.beginEpoch(task, epoch, shuffled.slice(0, 0, steps * training_.batchSize)); });
    LossPieces losses(steps);
    std::int64_t made = 0;
    device_.beginSteps();
    for (std::int64_t step = 1; step <= steps; ++step) {
        if (observer_->stopRequested()) return std::nullopt;
        state_.optimizer.setLearningRate(
            scheduledRate(training_.optimizer, plan_.length(task.number).span, epoch, step, whole, budget_.share()));
        tellPhase("data", step);
        const bool recorded = isRecorded(epoch, step, steps);
        if (recorded) measurer_.beginStep();
        const RunClock clock;
        const double loss = budget_.timed([&] { return batches_.trainNext(); });
        device_.stepTook(clock.seconds());
        made = step;
        if (recorded) measurer_.endStep(task);
        const bool isLast = step == steps || budget_.isSpent();
        measurer_.stepTaken(task, epoch, isLast && (epoch == plan_.epochs(task.number) || budget_.isSpent()));
        if (step == 1) state_.chargeMethod();
        if (const auto mean = losses.add(loss, isLast)) {
            observer_->rows({LossRow{task.number, epoch, static_cast<int>(step), *mean}});
        }
        reportProgress({task.number, epoch}, step, steps, loss);
        if (isLast) break;
    }
    device_.endSteps(std::min(shuffled.size(0), made * training_.batchSize));
    batches_.endEpoch();
    return losses.mean();
}

std::int64_t Trainer::stepsFor(std::int64_t samples) const {
    return (samples + training_.batchSize - 1) / training_.batchSize;
}

torch::Tensor Trainer::shuffledIndices(const TaskContext& context) {
    const MemoryScope scope(ledger_.get(), MemoryCategory::Data);
    const torch::Tensor indices = state_.method->epochIndices(context);
    const auto order = torch::tensor(state_.random["shuffle"].permutation(indices.size(0)), torch::kInt64);
    return indices.index_select(0, order);
}

/// Running statistics can stop being numbers while the loss, which looks at the batch's, is still one.
void Trainer::requireFiniteState(const Task& task, int epoch) const {
    const std::string name = notFinite(state_.network);
    if (name.empty()) return;
    throw Error(fmt::format("{} holds values that are no finite numbers after epoch {} of task {}; try a smaller "
                            "training.learning_rate{}",
                            name, epoch, task.number, divergenceAdvice(*state_.method, state_.optimizer)));
}

void Trainer::finishEpoch(const Task& task, int epoch, double loss) {
    tellPhase("ending the epoch");
    requireFiniteState(task, epoch);
    if (taskEnded_) {
        batches_.endTask();
        phases_.enter("method");
        state_.method->afterTask(contextOf(task));
        state_.chargeMethod();
        phases_.stop();
    }
    const RunMeasurer::Accuracies accuracies = measurer_.epoch(plan_, task, epoch, taskEnded_);
    if (taskEnded_) measurer_.taskEnded(plan_, task, epoch);
    storeEpoch(task, epoch);

    RunEvent event;
    event.task = task.number;
    event.tasks = scenario_.taskCount();
    event.epoch = epoch;
    event.epochs = plan_.epochs(task.number);
    event.loss = loss;
    event.classIl = accuracies.classIl;
    event.taskIl = accuracies.taskIl;
    event.seconds = clock_.seconds();
    event.fraction = fractionDone();
    event.remainingSeconds = clock_.remaining(event.fraction);
    event.measuringShare = measuringShare();
    observer_->epochFinished(event);
}

void Trainer::storeEpoch(const Task& task, int epoch) {
    measurer_.memory(task);
    measurer_.times(task, epoch);
    device_.epoch({task.number, epoch}, measurer_.process(task, epoch, clock_.seconds()));
    storeTotals();
    position_ = {task.number, epoch};
    phases_.enter("checkpoint");
    tellPhase("saving the checkpoint");
    saveCheckpoint();
    if (taskEnded_) observer_->taskStored(task.number);
    phases_.stop();
    measurer_.times(task, epoch); // the checkpoint's; stored with what comes next
}

void Trainer::storeTotals() {
    observer_->totals(clock_.seconds(), state_.flops.total(), peakResidentBytes());
    observer_->epochStored();
}

void Trainer::reportProgress(RunPosition position, std::int64_t step, std::int64_t steps, double loss) {
    lastLoss_ = loss;
    const auto now = std::chrono::steady_clock::now();
    if (now - lastReport_ < kReportEvery) return;
    lastReport_ = now;
    measurer_.lookAtProcess();
    device_.look();
    if (guard_) guard_->requireResident();
    RunProgress progress;
    progress.position = position;
    progress.step = static_cast<int>(step);
    progress.steps = static_cast<int>(steps);
    progress.epochs = plan_.epochs(position.task);
    progress.fraction = plan_.fraction({position.task, position.epoch - 1}, step, budget_.share());
    progress.loss = loss;
    progress.remainingSeconds = clock_.remaining(progress.fraction);
    observer_->progress(progress);
}

} // namespace lightcl
