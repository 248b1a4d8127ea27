#include "cli/cost_command.h"

#include "cli/cost_text.h"
#include "cli/options.h"
#include "spec/dataset_of.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

CLI::App* CostCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("cost", "Predict operations and memory; trains nothing, needs no dataset");
    spec_.addTo(*command);
    command->add_option("--convention", convention_, "exact: this engine; paper: the accounting of LightCL's Table 1")
        ->type_name("exact|paper")
        ->check(CLI::IsMember({"exact", "paper"}));
    addJsonOption(*command, json_, "Print JSON with exact integers");
    return command;
}

int CostCommand::execute(const Console& console) {
    auto experiment = spec_.load();
    experiment.seeds.resize(1); // seeds differ in nothing that is counted
    const auto convention = convention_ == "paper" ? CostConvention::Paper : CostConvention::Exact;
    std::vector<MethodCost> methods;
    const auto dataset = datasetOf(experiment.scenario);
    for (const auto& run : expandGrid(experiment)) {
        methods.push_back({run.method.name, estimateCost(run, dataset, convention)});
    }
    const auto write = json_ ? costJson : costText;
    console.out << write(experiment.name, convention, methods);
    return 0;
}

} // namespace lightcl
