#include "cli/commands/export_command.h"

#include "cli/commands/export_run.h"
#include "cli/commands/options.h"
#include "running/output_guard.h"
#include "weights/network_export.h"

#include <CLI/CLI.hpp>

namespace lightcl {

CLI::App* ExportCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("export", "Write a run's network as a weights file");
    command->add_option("run", run_, "Number of the run, as `lightcl runs` lists it")->type_name("RUN")->required();
    addDatabaseOption(*command, database_);
    addWeightsOutOption(*command, out_);
    command->footer("Tensors have torchvision's names: safetensors.torch.load_file or torch.load read them in Python.");
    return command;
}

int ExportCommand::execute(const Console& console) {
    requireExportName(out_);
    requireOutputApart(out_, databaseFile(database_));
    exportRun(Database::openForReading(databaseFile(database_)), run_, out_, console);
    return 0;
}

} // namespace lightcl
