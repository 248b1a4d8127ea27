#include "backbones/backbones.h"
#include "catalog/catalog.h"
#include "spec/dataset_of.h"
#include "spec/scenario_rules.h"
#include "spec/section_check.h"
#include "spec/settings.h"
#include "spec/spec_check.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

DatasetInfo checkedDataset(const ExperimentSpec& experiment, const RawSection& section) {
    try {
        return datasetOf(experiment.scenario);
    } catch (const InputError& error) {
        const std::string& origin = originOf(section, "data_path");
        throw InputError(origin.empty() ? error.what() : fmt::format("{}: {}", origin, error.what()));
    }
}

NetworkSpec checkedNetwork(const ExperimentSpec& experiment, const RawSection& section, const DatasetInfo& dataset) {
    try {
        return describeNetwork(experiment.network, dataset.input, dataset.classes);
    } catch (const InputError& error) {
        const std::string& origin = originOf(section, "backbone");
        throw InputError(origin.empty() ? error.what() : fmt::format("{}: {}", origin, error.what()));
    }
}

void checkRefusals(const MethodSpec& method, const RawSection& section, const Parameters& scenario) {
    const bool blurry = scenario.number("blur") > 0;
    for (const auto& [refused, reason] : catalog().method(method.name)->refusals) {
        const bool applies = refused == scenario.text("kind") || (blurry && refused == "blurry");
        if (applies) throw specError(originOf(section, "name"), "method." + method.name, reason);
    }
}

void checkFirstTrainableStage(const MethodSpec& method, const RawSection& section, const NetworkSpec& network) {
    if (!method.parameters.contains("first_trainable_stage")) return;
    const std::string& stage = method.parameters.text("first_trainable_stage");
    if (stage.empty()) return;
    try {
        static_cast<void>(network.stageIndex(stage));
    } catch (const InputError& error) {
        throw specError(originOf(section, "first_trainable_stage"), "method." + method.name + ".first_trainable_stage",
                        error.what());
    }
}

} // namespace

void checkRules(const ExperimentSpec& experiment, const RawSpec& raw) {
    const DatasetInfo dataset = checkedDataset(experiment, raw.scenario);
    checkScenarioRules(experiment, raw, dataset);
    const NetworkSpec network = checkedNetwork(experiment, raw.network, dataset);
    for (std::size_t index = 0; index < experiment.methods.size(); ++index) {
        checkRefusals(experiment.methods[index], raw.methods[index], experiment.scenario);
        checkFirstTrainableStage(experiment.methods[index], raw.methods[index], network);
    }
}

} // namespace lightcl
