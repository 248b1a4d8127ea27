#include "cli/commands/cost_command.h"

#include "cli/commands/options.h"
#include "cli/display/cost_text.h"
#include "spec/dataset_of.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

CLI::App* CostCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("cost", "Predict operations and memory; trains nothing, needs no dataset");
    spec_.addTo(*command);
    command->add_option("more", more_, "Further experiments, which stand beside the first in the last table")
        ->type_name("SPEC.toml");
    command->add_option("--convention", convention_, "exact: this engine; paper: the accounting of LightCL's Table 1")
        ->type_name("exact|paper")
        ->check(CLI::IsMember({"exact", "paper"}));
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

int CostCommand::execute(const Console& console) {
    const auto convention = convention_ == "paper" ? CostConvention::Paper : CostConvention::Exact;
    std::vector<ExperimentCost> costs;
    for (ExperimentSpec& experiment : load()) {
        experiment.seeds.resize(1); // seeds differ in nothing that is counted
        costs.push_back({experiment.name, {}});
        const DatasetInfo dataset = datasetOf(experiment.scenario);
        for (const auto& run : expandGrid(experiment)) {
            costs.back().methods.push_back({run, estimateCost(run, dataset, convention)});
        }
    }
    const auto write = json_ ? costJson : latex_ ? costLatex : costText;
    console.out << write(convention, costs);
    return 0;
}

} // namespace lightcl
