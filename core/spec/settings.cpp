#include "spec/settings.h"

#include "backbones/backbones.h"
#include "base/error.h"
#include "spec/method_network.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace lightcl {

namespace {

const DatasetInfo& datasetOf(const Parameters& scenario) {
    const std::string& name = scenario.text("dataset");
    if (const DatasetInfo* info = catalog().dataset(name)) return *info;
    throw InputError(fmt::format("scenario.dataset: expected a data set of the catalog, got \"{}\"", name));
}

std::vector<std::int64_t> completeOrder(const Parameters& scenario) {
    std::vector<std::int64_t> order = scenario.integers("class_order");
    if (order.empty()) {
        order.resize(static_cast<std::size_t>(datasetOf(scenario).classes));
        std::iota(order.begin(), order.end(), 0);
    }
    return order;
}

} // namespace

ScenarioSettings scenarioSettings(const Parameters& scenario) {
    return {.kind = scenario.text("kind"),
            .dataset = scenario.text("dataset"),
            .dataPath = scenario.text("data_path"),
            .tasks = scenario.integer("tasks"),
            .classOrder = completeOrder(scenario),
            .trainFraction = scenario.number("train_fraction"),
            .testFraction = scenario.number("test_fraction")};
}

TrainingSettings trainingSettings(const Parameters& training) {
    return {.epochs = training.integer("epochs"),
            .batchSize = training.integer("batch_size"),
            .learningRate = training.number("learning_rate"),
            .momentum = training.number("momentum"),
            .weightDecay = training.number("weight_decay"),
            .cropPadding = training.integer("crop_padding"),
            .flip = training.flag("flip")};
}

MeasuringSettings measuringSettings(const Parameters& measuring) {
    return {.layerMetrics = measuring.flag("layer_metrics"),
            .probeSamples = measuring.integer("probe_samples"),
            .probeBatches = measuring.integer("probe_batches"),
            .everyEpochs = measuring.integer("every_epochs"),
            .memory = measuring.flag("memory")};
}

std::int64_t samplesKept(std::int64_t available, double fraction) {
    // 0.07 * 100 is a little above 7 in binary; that must not become 8.
    const double wanted = std::ceil(static_cast<double>(available) * fraction - 1e-6);
    return std::min(available, std::max(std::min<std::int64_t>(available, 1), static_cast<std::int64_t>(wanted)));
}

std::vector<std::vector<std::int64_t>> taskClasses(const ScenarioSettings& scenario) {
    const auto each = static_cast<std::ptrdiff_t>(scenario.classOrder.size()) / scenario.tasks;
    std::vector<std::vector<std::int64_t>> tasks;
    for (std::ptrdiff_t task = 0; task < scenario.tasks; ++task) {
        const auto first = scenario.classOrder.begin() + task * each;
        tasks.emplace_back(first, first + each);
    }
    return tasks;
}

NetworkSpec networkOf(const RunSpec& run) {
    const DatasetInfo& dataset = datasetOf(run.scenario);
    const NetworkSpec full = describeNetwork(run.network, dataset.input, dataset.classes);
    const auto plan = channelPlanOf(run.method.parameters, full);
    return plan ? pruned(full, *plan) : full;
}

} // namespace lightcl
