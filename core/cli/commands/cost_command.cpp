#include "cli/commands/cost_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "running/grid_words.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

CostConvention conventionOf(const std::string& name) {
    return name == "paper" ? CostConvention::Paper : CostConvention::Exact;
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
    addDatabaseOption(*command, database_);
    auto* json = command->add_flag("--json", json_, "Print JSON with exact integers");
    command->add_flag("--latex", latex_, "Print the layout of LightCL's Table 1 in LaTeX")->excludes(json);
    return command;
}

MachinePace CostCommand::pace() const {
    const auto file = databaseFile(database_);
    std::error_code ignored;
    if (database_.empty() && !std::filesystem::exists(file, ignored)) return {};
    try {
        return MachinePace(Database::openForReading(file));
    } catch (const Error&) {
        if (!database_.empty()) throw;
        return {}; // nobody asked for that one
    }
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

MethodCost CostCommand::costOf(const PreparedMethod& method, const DatasetInfo& dataset) const {
    const auto convention = conventionOf(convention_);
    const RunSpec& run = method.runs.front();
    const Prediction& own = convention == CostConvention::Paper ? method.paper : method.exact;
    if (freeze_.empty()) return {run, own};
    try {
        const auto answer = freezeAnswer(run, dataset, freeze_);
        if (!answer) return {run, own};
        const RunSpec asked = withFreezeLine(run, networkOf(run, dataset), answer->asked.firstTrainable);
        return {asked, estimateCost(asked, dataset, convention), answer};
    } catch (const InputError& error) {
        throw InputError(fmt::format("--freeze: {}", error.what()));
    }
}

int CostCommand::execute(const Console& console) {
    const auto convention = conventionOf(convention_);
    std::vector<ExperimentCost> costs;
    for (const ExperimentSpec& experiment : load()) {
        costs.push_back({experiment.name, {}, {}, freeze_});
        const DatasetInfo dataset = datasetOf(experiment.scenario);
        const auto methods = predictMethods(experiment);
        if (!json_ && !latex_)
            if (const auto grid = gridWords(methods, pace(), experiment.seeds.size()); !grid.empty())
                console.err << "Grid: " << grid << '\n';
        for (const auto& method : methods) {
            if (method.isPretraining()) // apart from the methods' runs
                costs.back().pretraining = convention == CostConvention::Paper ? method.paper : method.exact;
            else
                costs.back().methods.push_back(costOf(method, dataset));
        }
    }
    const auto write = json_ ? costJson : latex_ ? costLatex : costText;
    console.out << write(convention, costs);
    return 0;
}

} // namespace lightcl
