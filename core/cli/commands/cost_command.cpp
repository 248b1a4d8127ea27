#include "cli/commands/cost_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "spec/pretraining.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

CostConvention conventionOf(const std::string& name) {
    return name == "paper" ? CostConvention::Paper : CostConvention::Exact;
}

/// Apart from the methods' runs; nothing where there is none.
std::optional<Prediction> pretrainingCost(const ExperimentSpec& experiment, CostConvention convention) {
    const auto pretraining = pretrainingOf(expandGrid(experiment).front());
    return pretraining ? std::optional(estimateCost(*pretraining, convention)) : std::nullopt;
}

} // namespace

CLI::App* CostCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("cost", "Predict operations and memory; trains nothing, needs no dataset");
    spec_.addTo(*command);
    command->add_option("more", more_, "Further experiments, which stand beside the first in the last table")
        ->type_name("SPEC.toml");
    command->add_option("--convention", convention_, "exact: this engine; paper: the accounting of LightCL's Table 1")
        ->type_name("exact|paper")
        ->check(CLI::IsMember({"exact", "paper"}));
    command
        ->add_option("--freeze", freeze_, "Predict with all stages up to this one frozen, where a method freezes any")
        ->type_name("STAGE");
    auto* json = command->add_flag("--json", json_, "Print JSON with exact integers");
    command->add_flag("--latex", latex_, "Print the layout of LightCL's Table 1 in LaTeX")->excludes(json);
    return command;
}

std::vector<ExperimentSpec> CostCommand::load() const {
    std::vector<ExperimentSpec> experiments = {spec_.load()};
    for (const std::string& file : more_) {
        SpecOptions options = spec_;
        options.file = file;
        experiments.push_back(options.load());
    }
    return experiments;
}

MethodCost CostCommand::costOf(const RunSpec& run, const DatasetInfo& dataset) const {
    const auto convention = conventionOf(convention_);
    if (freeze_.empty()) return {run, estimateCost(run, dataset, convention)};
    try {
        const auto answer = freezeAnswer(run, dataset, freeze_);
        const RunSpec asked = answer ? withFreezeLine(run, networkOf(run, dataset), answer->asked.firstTrainable) : run;
        return {asked, estimateCost(asked, dataset, convention), answer};
    } catch (const InputError& error) {
        throw InputError(fmt::format("--freeze: {}", error.what()));
    }
}

int CostCommand::execute(const Console& console) {
    const auto convention = conventionOf(convention_);
    std::vector<ExperimentCost> costs;
    for (ExperimentSpec& experiment : load()) {
        experiment.seeds.resize(1); // seeds differ in nothing that is counted
        costs.push_back({experiment.name, {}, pretrainingCost(experiment, convention), freeze_});
        const DatasetInfo dataset = datasetOf(experiment.scenario);
        for (const auto& run : expandGrid(experiment)) costs.back().methods.push_back(costOf(run, dataset));
    }
    const auto write = json_ ? costJson : latex_ ? costLatex : costText;
    console.out << write(convention, costs);
    return 0;
}

} // namespace lightcl
