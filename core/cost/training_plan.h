#pragma once

#include "backbones/network_spec.h"
#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// How many samples a task has.
struct TaskSamples {
    std::int64_t kept = 0;   ///< by the data set's counts and train_fraction
    std::int64_t stream = 0; ///< of those, what is trained on: the probes of the layer metrics are left out
};

/// What of a run costs something, whatever its method is called: the cost conventions count from this alone.
struct TrainingPlan {
    NetworkSpec network;
    std::int64_t tasks = 1;
    std::vector<TaskSamples> samples; ///< of each task in order
    std::int64_t testSamples = 0;     ///< of all tasks
    std::int64_t epochs = 1;
    std::int64_t batchSize = 32;
    bool momentum = false;

    bool allTasksAtOnce = false;    ///< JOINT: one task with all tasks' samples
    std::int64_t bufferSize = 0;    ///< samples that a replay buffer holds
    std::int64_t replayRows = 0;    ///< rows of the buffer in each step, once it holds as many
    std::int64_t memoryRows = 0;    ///< rows of held samples in each step from task 2 on (LightCL)
    double channelRatio = 0;        ///< LightCL's share of important channels
    std::size_t firstTrainable = 0; ///< index of the first stage that is not frozen; 0: nothing is
    bool frozenFromStart = false;   ///< pretrained: frozen in task 1 as well, else from task 2 on

    [[nodiscard]] TaskSamples allSamples() const; ///< the tasks' sum
};

/// `dataset` is datasetOf(run.scenario). Throws InputError when the run's network does not fit its data.
TrainingPlan planOf(const RunSpec& run, const DatasetInfo& dataset);

/// How the steps of one task (counted from 1) are made up.
struct TaskSteps {
    std::size_t firstTrainable = 0;
    std::int64_t samples = 0;    ///< of the stream, in one epoch
    std::int64_t streamRows = 0; ///< of a full batch
    std::int64_t extraRows = 0;  ///< replayed or held, beside the batch
    std::int64_t steps = 0;

    [[nodiscard]] std::int64_t rows() const { return streamRows + extraRows; }
};

/// With a full replay buffer.
TaskSteps stepsOfTask(const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
