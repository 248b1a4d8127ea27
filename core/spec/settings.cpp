#include "spec/settings.h"

#include "base/random_stream.h"
#include "spec/dataset_of.h"
#include "spec/pretraining.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>

namespace lightcl {

namespace {

std::vector<std::int64_t> usedClasses(const Parameters& scenario, std::int64_t classes,
                                      std::optional<std::int64_t> seed, const std::vector<std::int64_t>& learnt) {
    std::vector<std::int64_t> order = listedClassOrder(scenario);
    if (seed && drawsClassOrder(scenario)) {
        // A stream of its own: what else a run draws stays as it is.
        order = RandomStreams(static_cast<std::uint64_t>(*seed)).fresh("class order").permutation(classes);
        std::erase_if(order,
                      [&](std::int64_t c) { return std::find(learnt.begin(), learnt.end(), c) != learnt.end(); });
    } else if (order.empty()) {
        order.resize(static_cast<std::size_t>(classes));
        std::iota(order.begin(), order.end(), 0);
    }
    const std::vector<std::int64_t>& sizes = scenario.integers("task_sizes");
    if (!sizes.empty()) {
        const auto used = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
        order.resize(std::min(order.size(), static_cast<std::size_t>(used)));
    }
    return order;
}

Normalisation givenNormalisation(const Parameters& scenario, const DatasetInfo& dataset) {
    const Value& value = *scenario.find("normalise");
    if (const auto* rows = std::get_if<NumberRows>(&value)) return {rows->front(), rows->back()};
    return std::get<std::string>(value) == "dataset" ? dataset.normalisation : Normalisation{};
}

/// The choice, or "given".
std::string normaliseChoice(const Parameters& scenario) {
    const auto* text = std::get_if<std::string>(scenario.find("normalise"));
    return text != nullptr ? *text : "given";
}

/// Nothing for "none".
template <typename Number>
std::optional<Number> limitOf(const Parameters& section, const char* name) {
    const auto* number = std::get_if<Number>(section.find(name));
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

MemoryMode memoryMode(const std::string& name) {
    if (name == "balanced") return MemoryMode::Balanced;
    return name == "low" ? MemoryMode::Low : MemoryMode::Fast;
}

/// `learnt`: classes that a drawn order leaves out.
ScenarioSettings settingsOf(const Parameters& scenario, const DatasetInfo& dataset, std::optional<std::int64_t> seed,
                            const std::vector<std::int64_t>& learnt) {
    const std::vector<std::int64_t>& sizes = scenario.integers("task_sizes");
    return {.kind = scenario.text("kind"),
            .dataset = scenario.text("dataset"),
            .dataPath = scenario.text("data_path"),
            .imageSize = scenario.integer("image_size"),
            .imageFit = scenario.text("image_fit"),
            .imageRotation = scenario.text("image_rotation"),
            .heldOut = scenario.number("held_out"),
            .skipUnreadable = scenario.flag("skip_unreadable"),
            .tasks = sizes.empty() ? scenario.integer("tasks") : std::ssize(sizes),
            .classOrder = usedClasses(scenario, dataset.classes, seed, learnt),
            .trainFraction = scenario.number("train_fraction"),
            .testFraction = scenario.number("test_fraction"),
            .taskSizes = sizes,
            .transform = scenario.text("transform"),
            .rotationStep = scenario.number("rotation_step"),
            .normalise = normaliseChoice(scenario),
            .normalisation = givenNormalisation(scenario, dataset),
            .blur = scenario.number("blur"),
            .seed = scenario.integer("scenario_seed")};
}

/// Its neighbours have no part in it.
ScenarioSettings firstTaskOf(ScenarioSettings settings) {
    settings.classOrder = taskClasses(settings).front();
    if (!settings.domains()) settings.taskSizes = {std::ssize(settings.classOrder)};
    settings.tasks = 1;
    settings.blur = 0;
    return settings;
}

} // namespace

ScenarioSettings scenarioSettings(const Parameters& scenario) {
    return settingsOf(scenario, datasetOf(scenario), std::nullopt, {});
}

ScenarioSettings scenarioSettings(const RunSpec& run) {
    return scenarioSettings(run, datasetOf(run.scenario));
}

ScenarioSettings scenarioSettings(const RunSpec& run, const DatasetInfo& dataset) {
    ScenarioSettings settings =
        settingsOf(run.scenario, dataset, run.seed, learntBefore(run.pretraining, run.scenario));
    if (run.selection.holdsOut()) {
        settings.validationShare = run.selection.share;
        settings.validationSeed = run.seed;
    }
    return run.selection.trial ? firstTaskOf(std::move(settings)) : settings;
}

bool drawsClassOrder(const Parameters& scenario) {
    return *scenario.find("class_order") == Value{std::string("random")};
}

std::vector<std::int64_t> listedClassOrder(const Parameters& scenario) {
    return drawsClassOrder(scenario) ? std::vector<std::int64_t>{} : scenario.integers("class_order");
}

TrainingSettings trainingSettings(const Parameters& training) {
    return {.epochs = training.integer("epochs"),
            .maxSteps = limitOf<std::int64_t>(training, "max_steps"),
            .maxSeconds = limitOf<double>(training, "max_seconds"),
            .batchSize = training.integer("batch_size"),
            .optimizer = optimizerSettings(training),
            .cropPadding = training.integer("crop_padding"),
            .flip = training.flag("flip"),
            .memory = memoryMode(training.text("memory")),
            .bfloat16 = training.text("precision") == "bfloat16",
            .cachedViews = training.integer("cached_views"),
            .cacheBytes = training.integer("cache_memory") * (std::int64_t{1} << 20),
            .cachePrecision = training.text("cache_precision")};
}

MeasuringSettings measuringSettings(const Parameters& measuring) {
    return {.layerMetrics = measuring.flag("layer_metrics"),
            .probeSamples = measuring.integer("probe_samples"),
            .probeBatches = measuring.integer("probe_batches"),
            .everyEpochs = measuring.integer("every_epochs"),
            .memory = measuring.flag("memory"),
            .keepCheckpoints = measuring.text("keep_checkpoints") == "tasks",
            .evaluateEvery = measuring.integer("evaluate_every"),
            .evaluateSamples = measuring.integer("evaluate_samples")};
}

std::int64_t samplesKept(std::int64_t available, double fraction) {
    // 0.07 * 100 is a little above 7 in binary; that must not become 8.
    const double wanted = std::ceil(static_cast<double>(available) * fraction - 1e-6);
    return std::min(available, std::max(std::min<std::int64_t>(available, 1), static_cast<std::int64_t>(wanted)));
}

std::vector<std::vector<std::int64_t>> taskClasses(const ScenarioSettings& scenario) {
    const auto count = static_cast<std::size_t>(scenario.tasks);
    if (scenario.domains()) return std::vector(count, scenario.classOrder);
    const auto even = static_cast<std::ptrdiff_t>(scenario.classOrder.size() / count);
    std::vector<std::vector<std::int64_t>> tasks;
    auto first = scenario.classOrder.begin();
    for (std::size_t task = 0; task < count; ++task) {
        const std::ptrdiff_t size = scenario.taskSizes.empty() ? even : scenario.taskSizes[task];
        tasks.emplace_back(first, first + size);
        first += size;
    }
    return tasks;
}

} // namespace lightcl
