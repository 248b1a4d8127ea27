#include "backbones/backbones.h"
#include "catalog/catalog.h"
#include "spec/method_network.h"
#include "spec/section_check.h"
#include "spec/settings.h"
#include "spec/spec_check.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace lightcl {

namespace {

void checkClassOrder(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const std::vector<std::int64_t>& order = experiment.scenario.integers("class_order");
    if (order.empty()) return;
    std::vector<std::int64_t> all(static_cast<std::size_t>(dataset.classes));
    std::iota(all.begin(), all.end(), 0);
    if (std::is_permutation(order.begin(), order.end(), all.begin(), all.end())) return;
    throw specError(originOf(section, "class_order"), "scenario.class_order",
                    fmt::format("expected each of 0 to {} once (the {} classes of {}), got {}", dataset.classes - 1,
                                dataset.classes, dataset.name, section.entries.at("class_order").shown));
}

void checkSplit(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    const std::int64_t tasks = experiment.scenario.integer("tasks");
    if (dataset.classes % tasks == 0) return;
    throw specError(
        originOf(section, "tasks"), "scenario.tasks",
        fmt::format("expected a divisor of the {} classes of {}, got {}", dataset.classes, dataset.name, tasks));
}

NetworkSpec checkedNetwork(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    try {
        return describeNetwork(experiment.network, dataset.input, dataset.classes);
    } catch (const InputError& error) {
        const std::string& origin = originOf(section, "backbone");
        throw InputError(origin.empty() ? error.what() : fmt::format("{}: {}", origin, error.what()));
    }
}

void checkScenario(const MethodSpec& method, const RawSection& section, const std::string& kind) {
    for (const auto& [refused, reason] : catalog().method(method.name)->refusals) {
        if (refused == kind) throw specError(originOf(section, "name"), "method." + method.name, reason);
    }
}

/// Reads what a method's settings say of the network, for its errors only; `name` is the setting to blame.
template <typename Read>
void checkReading(const MethodSpec& method, const RawSection& section, const std::string& name, Read read) {
    try {
        static_cast<void>(read());
    } catch (const InputError& error) {
        const std::string key = "method." + method.name + (name == "name" ? "" : '.' + name);
        throw specError(originOf(section, name), key, error.what());
    }
}

void checkNetworkSettings(const MethodSpec& method, const RawSection& section, const NetworkSpec& network) {
    if (method.parameters.contains("first_trainable_stage")) {
        checkReading(method, section, "first_trainable_stage",
                     [&] { return firstTrainableStageOf(method.parameters, network); });
    }
    if (method.parameters.contains("stage_sparsities")) {
        checkReading(method, section, "name", [&] { return planChannels(network, {}); });
        checkReading(method, section, "stage_sparsities", [&] { return channelPlanOf(method.parameters, network); });
    }
}

} // namespace

void checkRules(const ExperimentSpec& experiment, const RawSpec& raw) {
    const DatasetInfo& dataset = *catalog().dataset(experiment.scenario.text("dataset"));
    checkSplit(experiment, raw.scenario, dataset);
    checkClassOrder(experiment, raw.scenario, dataset);
    const NetworkSpec network = checkedNetwork(experiment, raw.network, dataset);
    for (std::size_t index = 0; index < experiment.methods.size(); ++index) {
        checkScenario(experiment.methods[index], raw.methods[index], experiment.scenario.text("kind"));
        checkNetworkSettings(experiment.methods[index], raw.methods[index], network);
    }
}

} // namespace lightcl
