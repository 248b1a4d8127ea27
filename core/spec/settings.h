#pragma once

#include "backbones/network_spec.h"
#include "catalog/catalog.h"
#include "rules/optimizer_rule.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// The [scenario] section, typed.
struct ScenarioSettings {
    std::string kind; ///< "class-incremental", "task-incremental", "domain-incremental"
    std::string dataset;
    std::string dataPath;               ///< empty: the dataset's usual folders
    std::int64_t imageSize = 32;        ///< of an image folder's images, in pixels
    std::string imageFit = "stretch";   ///< how they become squares; or "crop", "pad"
    std::string imageRotation = "exif"; ///< turned as a camera noted; or "none"
    double heldOut = 0;          ///< share of the training images that becomes the test split; 0: the dataset's own
    bool skipUnreadable = false; ///< leave images out that cannot be read
    std::int64_t tasks = 1;
    /// The classes that are used, in the order they come. A drawn one is only had of a run.
    std::vector<std::int64_t> classOrder;
    double trainFraction = 1.0; ///< the first part of each class, rounded up
    double testFraction = 1.0;
    std::vector<std::int64_t> taskSizes; ///< classes of each task; empty: all have as many
    std::string transform = "permuted";  ///< what tells domains apart; or "rotated"
    double rotationStep = 0;             ///< degrees from one domain to the next
    std::string normalise = "none";      ///< "first-task": to be computed from that task's training images
    Normalisation normalisation{};       ///< else
    double blur = 0;                     ///< share of a task's training samples that comes from its neighbours
    std::int64_t seed = 0;               ///< of the domains' permutations and the blurred boundaries
    double validationShare = 0;          ///< of each class's training images, held out to choose a setting by
    std::int64_t validationSeed = 0;     ///< which of them: the run's seed

    /// Whether every task has all classes, shown otherwise.
    [[nodiscard]] bool domains() const { return kind == "domain-incremental"; }
};

/// What a step keeps for its backward: all that autograd asks for; one map a convolution, where a batch-norm and a
/// ReLU come before it and are computed again; or each block's input only, from which the block is computed again.
enum class MemoryMode { Fast, Balanced, Low };

/// The [training] section, typed.
struct TrainingSettings {
    std::int64_t epochs = 1;              ///< of each task, at most
    std::optional<std::int64_t> maxSteps; ///< of the stream, after which a task ends
    std::optional<double> maxSeconds;     ///< of a task's steps, after which it ends
    std::int64_t batchSize = 32;
    OptimizerSettings optimizer;
    std::int64_t cropPadding = 0; ///< pixels on each side, for the random crop; 0: none
    bool flip = false;            ///< random mirroring
    MemoryMode memory = MemoryMode::Fast;
    bool bfloat16 = false;        ///< convolutions and linear layers in bfloat16, weights in float32
    std::int64_t cachedViews = 0; ///< of each training image, at the freeze line; 0: none
    std::int64_t cacheBytes = 0;  ///< beyond them the cache goes to a file
    std::string cachePrecision = "float32";
};

/// The [measuring] section, typed.
struct MeasuringSettings {
    bool layerMetrics = true;
    std::int64_t probeSamples = 16; ///< fixed samples of each task for memory stability
    std::int64_t probeBatches = 1;  ///< batches of probeSamples for learning plasticity
    std::int64_t everyEpochs = 1;   ///< layer metrics after every n-th epoch and after a task's last
    bool memory = true;
    bool keepCheckpoints = false;       ///< those at the tasks' ends
    std::int64_t evaluateEvery = 0;     ///< steps between accuracies within epochs; 0: none
    std::int64_t evaluateSamples = 100; ///< test images of each task for them

    /// Images that are set aside of each task: one set for memory stability, the others for learning plasticity.
    [[nodiscard]] std::int64_t probesPerTask() const { return probeSamples * (1 + probeBatches); }
};

/// Of a section by itself, which has no seed: with class_order = "random" all but the order is as in every run.
ScenarioSettings scenarioSettings(const Parameters& scenario);
/// Of a run: class_order = "random" is the order that its seed draws, and nothing else has a part in. A trial's is its
/// first task.
ScenarioSettings scenarioSettings(const RunSpec& run);
/// The same where datasetOf(run.scenario) is known already.
ScenarioSettings scenarioSettings(const RunSpec& run, const DatasetInfo& dataset);
/// Whether the order of the classes is drawn from the seed.
bool drawsClassOrder(const Parameters& scenario);
/// The order that a spec lists; empty: none, or it is drawn.
std::vector<std::int64_t> listedClassOrder(const Parameters& scenario);
TrainingSettings trainingSettings(const Parameters& training);
MeasuringSettings measuringSettings(const Parameters& measuring);

/// Samples of a class with `available` ones that a train_fraction or test_fraction leaves: rounded up, at least one of
/// any.
std::int64_t samplesKept(std::int64_t available, double fraction);

/// Classes of each task, in order: classOrder cut as taskSizes says, or into `tasks` equal parts; domain-incremental:
/// all of it for every task.
std::vector<std::vector<std::int64_t>> taskClasses(const ScenarioSettings& scenario);

} // namespace lightcl
