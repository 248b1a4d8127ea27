#include "backbones/backbones.h"
#include "catalog/catalog.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "spec/pretraining.h"
#include "spec/pretraining_rules.h"
#include "spec/scenario_rules.h"
#include "spec/section_check.h"
#include "spec/settings.h"
#include "spec/spec_check.h"
#include "spec/training_rules.h"

namespace lightcl {

namespace {

DatasetInfo checkedDataset(const ExperimentSpec& experiment, const RawSection& section) {
    try {
        return datasetOf(experiment.scenario);
    } catch (const InputError& error) {
        throw error.from(originOf(section, "data_path"));
    }
}

NetworkSpec checkedNetwork(const Parameters& network, const RawSection& section, const DatasetInfo& dataset) {
    try {
        return describeNetwork(network, dataset.input, dataset.classes);
    } catch (const InputError& error) {
        throw error.from(originOf(section, "backbone"));
    }
}

NetworkSpec checkedOwnNetwork(const ExperimentSpec& experiment, const MethodSpec& method, const RawSection& section,
                              const DatasetInfo& dataset) {
    if (!experiment.pretraining.empty())
        throw specError(originOf(section, "name"), "method." + method.name,
                        "expected the network of [network], since all start from one [pretraining], got one of its "
                        "own");
    return checkedNetwork(method.network, section, dataset);
}

void checkRefusals(const MethodSpec& method, const RawSection& section, const Parameters& scenario) {
    const bool blurry = scenario.number("blur") > 0;
    for (const auto& [refused, reason] : catalog().method(method.name)->refusals) {
        const bool applies = refused == scenario.text("kind") || (blurry && refused == "blurry");
        if (applies) throw specError(originOf(section, "name"), "method." + method.name, reason);
    }
}

/// Reads what a method's settings say of the network, for its errors only; `name` is the setting to blame.
template <typename Read>
void checkReading(const MethodSpec& method, const RawSection& section, const std::string& name, Read read) {
    try {
        static_cast<void>(read());
    } catch (const InputError& error) {
        const std::string key = "method." + method.name + (name == "name" ? "" : '.' + name);
        throw specError(originOf(section, name), key, error.complaint());
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

void checkTogether(const MethodChoice& method, const RawSection& section) {
    const SettingRule rule = catalog().method(method.name)->rule;
    if (!rule) return;
    try {
        rule(method);
    } catch (const InputError& error) {
        throw error.from(originOf(section, error.place().key));
    }
}

} // namespace

void checkRules(const ExperimentSpec& experiment, const RawSpec& raw) {
    const DatasetInfo dataset = checkedDataset(experiment, raw.scenario);
    if (raw.pretraining) checkPretrainingRules(experiment, raw, dataset);
    checkTrainingRules(experiment, raw);
    checkScenarioRules(experiment, raw, dataset);
    const NetworkSpec network = checkedNetwork(experiment.network, raw.network, dataset);
    const std::int64_t tasks = experiment.scenario.integer("tasks");
    RunSpec any; // whatever its seed, a run uses as many classes
    any.scenario = scenarioBesidePretraining(experiment);
    any.pretraining = experiment.pretraining;
    const auto classes = std::ssize(scenarioSettings(any, dataset).classOrder);
    for (std::size_t index = 0; index < experiment.methods.size(); ++index) {
        ofMethod(index, [&] {
            const MethodSpec& method = experiment.methods[index];
            checkRefusals(method, raw.methods[index], experiment.scenario);
            if (method.network.empty())
                checkNetworkSettings(method, raw.methods[index], network);
            else
                checkNetworkSettings(method, raw.methods[index],
                                     checkedOwnNetwork(experiment, method, raw.methods[index], dataset));
            checkTogether({method.name, method.parameters, tasks, classes}, raw.methods[index]);
        });
    }
}

} // namespace lightcl
