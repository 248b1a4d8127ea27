#include "cli/commands/collect_command.h"

#include "cli/commands/options.h"
#include "cluster/element_folder.h"
#include "runs/exit_code.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

CLI::App* CollectCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("collect", "Take what a cluster's jobs have left so far into a database");
    command->add_option("folder", folder_, "The folder of a submission, or one that holds several")
        ->type_name("DIR")
        ->required();
    addDatabaseOption(*command, database_);
    command->add_flag("--checkpoints", checkpoints_, "Take the checkpoints of finished runs as well");
    command->footer(
        "At any time, also while the jobs run: what a run has measured comes as far as it is. Doing it twice\n"
        "changes nothing.");
    return command;
}

int CollectCommand::execute(const Console& console) {
    const auto database = databaseFile(database_);
    std::size_t taken = 0;
    std::size_t grown = 0;
    try {
        for (const MergedSource& source : collectElements(folder_, database, checkpoints_)) {
            taken += source.taken.size();
            grown += source.grown.size();
            for (const std::string& note : source.notes)
                console.out << printable(source.file.string()) << ": " << note << '\n';
        }
    } catch (const MergeError& error) {
        console.out.flush();
        for (const auto& line : error.lines()) console.err << "lightcl: " << printable(line) << "\n";
        console.err << "lightcl: " << printable(database.string()) << ": nothing was taken" << std::endl;
        return kExitBadInput;
    }
    console.out << fmt::format("{}: {} run{} taken, {} brought up to date\n", printable(database.string()), taken,
                               taken == 1 ? "" : "s", grown);
    return kExitDone;
}

} // namespace lightcl
