#pragma once

#include "backbones/network_spec.h"
#include "catalog/catalog.h"
#include "cost/method_demands.h"
#include "cost/precision.h"
#include "rules/stored_values.h"
#include "spec/experiment_spec.h"
#include "spec/settings.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace lightcl {

/// How many samples a task has.
struct TaskSamples {
    std::int64_t kept = 0;   ///< by the data set's counts and train_fraction
    std::int64_t stream = 0; ///< of those, what is trained on: the probes of the layer metrics are left out
    std::int64_t classes = 1;
    std::int64_t validation = 0; ///< held out to choose a setting by: in neither of the two
};

/// What of a run costs something, whatever its method is called: the cost conventions count from this alone.
struct TrainingPlan {
    NetworkSpec network;
    std::int64_t tasks = 1;
    bool domains = false;                 ///< the tasks show their images otherwise than they are stored
    std::vector<TaskSamples> samples;     ///< of each task in order
    std::int64_t testSamples = 0;         ///< of all tasks
    std::int64_t epochs = 1;              ///< of each task, at most
    std::optional<std::int64_t> maxSteps; ///< after which a task ends
    std::int64_t batchSize = 32;
    std::int64_t optimizerValues = 0; ///< of each weight
    MemoryMode memory = MemoryMode::Fast;
    Precision precision;

    // A cache of what frozen stages make of the training images.
    std::int64_t cachedViews = 0; ///< of each; 0: no cache
    std::int64_t cacheMemory = 0; ///< bytes; views beyond them lie in files
    StoredPrecision cachePrecision = StoredPrecision::Float32;

    MethodDemands method;

    [[nodiscard]] TaskSamples allSamples() const;      ///< the tasks' sum
    [[nodiscard]] std::int64_t shortestStream() const; ///< the least that any task trains on
    [[nodiscard]] std::int64_t longestStream() const;  ///< the most
};

/// `dataset` is datasetOf(run.scenario). Throws InputError when the run's network does not fit its data, or a
/// class has no image left to train on (checkTrainingCounts()).
TrainingPlan planOf(const RunSpec& run, const DatasetInfo& dataset);

/// How the steps of one task (counted from 1) are made up.
struct TaskSteps {
    std::size_t firstTrainable = 0;
    std::int64_t samples = 0;        ///< of the stream, in the first epoch
    std::int64_t trained = 0;        ///< of the stream, in all epochs together
    std::int64_t streamRows = 0;     ///< of a full batch
    std::int64_t replayRows = 0;     ///< of the buffer beside the batch, all draws together, in the step with most
    std::int64_t replayed = 0;       ///< the same over all steps
    std::int64_t memoryRows = 0;     ///< held by the method beside the batch
    std::int64_t latentRows = 0;     ///< that enter at the freeze line, in the step with most
    std::int64_t latentReplayed = 0; ///< the same over all steps
    std::int64_t separateRows = 0;   ///< of a step of their own
    std::int64_t referenceRows = 0;  ///< whose gradient is compared with
    std::int64_t epochs = 0;         ///< of which the last may be cut short
    std::int64_t steps = 0;

    /// Rows of the batch's step.
    [[nodiscard]] std::int64_t fromInput() const { return streamRows + replayRows + memoryRows; }
    [[nodiscard]] std::int64_t rows() const { return fromInput() + latentRows; }
};

/// A buffer that is filled from the stream gives no more rows than it was offered before a step.
TaskSteps stepsOfTask(const TrainingPlan& plan, std::int64_t task);

/// How many of `samples` samples a task of them trains on, each counted once for every epoch it is in.
std::int64_t trainedSamples(const TrainingPlan& plan, std::int64_t samples);

/// Samples in the replay buffer while that task is learnt; of a buffer that is filled from the stream: the places that
/// it has, which it takes at once.
std::int64_t bufferedSamples(const TrainingPlan& plan, std::int64_t task);

} // namespace lightcl
