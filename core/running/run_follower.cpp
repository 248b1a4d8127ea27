#include "running/run_follower.h"

#include "cost/training_plan.h"
#include "running/store_workers.h"
#include "spec/dataset_of.h"
#include "spec/settings.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

bool sameStep(const RunProgress& a, const RunProgress& b) {
    return a.position == b.position && a.step == b.step && a.fraction == b.fraction;
}

/// Of each task, as far as the spec tells; what a budget in seconds leaves of them nobody knows.
std::vector<int> plannedEpochs(const RunSpec& run) {
    const TrainingSettings training = trainingSettings(run.training);
    std::vector<int> epochs(static_cast<std::size_t>(scenarioSettings(run).tasks), static_cast<int>(training.epochs));
    if (!training.maxSteps) return epochs;
    const TrainingPlan plan = planOf(run, datasetOf(run.scenario));
    for (std::size_t task = 0; task < epochs.size(); ++task)
        epochs[task] = static_cast<int>(stepsOfTask(plan, static_cast<std::int64_t>(task) + 1).epochs);
    return epochs;
}

} // namespace

RunFollower::RunFollower(const Database& database, RunId run) : database_(&database), run_(run) {
    const auto spec = parseRun(RunReader(database).specToml(run), fmt::format("run {}", run));
    tasks_ = static_cast<int>(scenarioSettings(spec).tasks);
    epochs_ = plannedEpochs(spec);
}

std::vector<RunEvent> RunFollower::news() {
    std::vector<RunEvent> events;
    if (ended_) return events;
    // In this order: a worker that ends between the two has written the run's state before.
    const bool trains = liveWorker(*database_, run_).has_value();
    const auto run = RunReader(*database_).run(run_);
    const bool over = !trains || run.state != RunState::Running;
    if (!std::exchange(started_, true)) events.push_back(event("started", run));
    if (last_.position.task > 0 && (run.progress.position != last_.position || run.state == RunState::Done)) {
        auto epoch = event("epoch", run);
        epoch.task = last_.position.task;
        epoch.epoch = last_.position.epoch;
        epoch.loss = last_.loss;
        events.push_back(std::move(epoch));
    }
    if (over) {
        ended_ = run.state == RunState::Running ? RunState::Interrupted : run.state;
        events.push_back(endEvent(run));
    } else if (!sameStep(run.progress, last_)) {
        events.push_back(event("progress", run));
    }
    last_ = run.progress;
    return events;
}

RunEvent RunFollower::event(const char* kind, const RunSummary& run) const {
    RunEvent event;
    event.event = kind;
    event.run = run.id;
    event.name = run.name;
    event.method = run.method;
    event.seed = run.seed;
    event.tasks = tasks_;
    event.task = run.progress.position.task;
    event.epochs = epochs_.at(static_cast<std::size_t>(std::clamp(event.task, 1, tasks_) - 1));
    event.epoch = run.progress.position.epoch;
    event.step = run.progress.step;
    event.steps = run.progress.steps;
    event.loss = run.progress.loss;
    event.fraction = run.progress.fraction;
    event.remainingSeconds = run.progress.remainingSeconds;
    event.classIl = run.classIl;
    event.taskIl = run.taskIl;
    return event;
}

RunEvent RunFollower::endEvent(const RunSummary& run) const {
    auto end = event(*ended_ == RunState::Failed ? "failed" : "finished", run);
    end.seconds = run.seconds.value_or(0);
    end.state = toString(*ended_);
    end.message = run.message.substr(0, run.message.find('\n'));
    return end;
}

} // namespace lightcl
