#include "cli/commands/branch_command.h"

#include "cli/commands/options.h"
#include "running/branching.h"
#include "store/run_store.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <ostream>

namespace lightcl {

CLI::App* BranchCommand::describe(CLI::App& program) {
    auto* command =
        program.add_subcommand("branch", "Train a run anew from after one of its tasks, with other settings");
    command->add_option("run", parent_, "Number of the run, as `lightcl runs` lists it")->type_name("RUN")->required();
    command->add_option("--task", task_, "The task after which the branch begins")->type_name("K")->required();
    command
        ->add_option("--set", settings_,
                     "Change a setting: method=NAME for another method, method.NAME.KEY, training.KEY, measuring.KEY; "
                     "may be repeated")
        ->type_name("KEY=VALUE")
        ->take_all()
        ->allow_extra_args(false);
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.wish.threads);
    addBudgetOption(*command, budget_);
    command->add_flag("--any-memory", anyMemory_, "Train what is predicted to need more memory than there is");
    addJsonOption(*command, options_.json, "Print the workers' events as JSON lines");
    command->footer("The run must have kept its checkpoints: measuring.keep_checkpoints = \"tasks\".");
    return command;
}

int BranchCommand::execute(const Console& console) {
    std::vector<Override> changes;
    std::transform(settings_.begin(), settings_.end(), std::back_inserter(changes),
                   [](const auto& text) { return parseOverride(text); });
    auto database = openExisting(options_.databaseOption);
    const auto branch = prepareBranch(database, parent_, task_, changes, {}, anyMemory_ ? 0 : usableMemory());
    for (const std::string& note : branch.method.notes) console.err << "Note: " << note << '\n';
    const RunId run = queueBranch(database, branch);
    if (budget_ > 0) RunStore(database).setBudget(run, budget_);
    if (!options_.json) console.out << fmt::format("Run {}, branched from run {} after task {}\n", run, parent_, task_);
    // With the threads that the parent had it goes on with the parent's bits.
    options_.wish.changeThreads = options_.wish.threads != 0;
    return trainRuns(database, {run}, options_, console);
}

} // namespace lightcl
