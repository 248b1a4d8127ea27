#include "cli/commands/export_command.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/commands/export_run.h"
#include "cli/commands/options.h"
#include "exchange/json_lines.h"
#include "exchange/run_events.h"
#include "running/output_guard.h"
#include "store/run_reader.h"
#include "text/printable.h"
#include "weights/network_export.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <fmt/format.h>
#include <ostream>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

void makeOutputFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error))
        throw InputError(fmt::format("{}: expected a folder, which cannot be made there", folder.string()));
}

/// A run's place among others in a folder: TensorBoard shows it under this name.
std::string folderName(const RunSummary& run) {
    std::string name = fmt::format("run-{}-{}-seed-{}", run.id, run.method, run.seed);
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '+' && c != '.') c = '_';
    return name.substr(0, 100);
}

} // namespace

CLI::App* ExportCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("export", "Write a run's network, or what was measured, for other programs");
    addRunsOption(*command, runs_);
    addDatabaseOption(*command, database_);
    command
        ->add_option("--format", format_,
                     "weights (of one run; --out FILE.safetensors or .pt), jsonl (a file of JSON lines a run) or "
                     "tensorboard (an event file a run)")
        ->type_name("weights|jsonl|tensorboard")
        ->check(CLI::IsMember({"weights", "jsonl", "tensorboard"}))
        ->capture_default_str();
    command->add_option("--out", out_, "The weights file to write, or the folder for the runs' files")
        ->type_name("FILE|DIR")
        ->required();
    command->footer("Tensors have torchvision's names: safetensors.torch.load_file or torch.load read them in Python.");
    return command;
}

int ExportCommand::execute(const Console& console) {
    if (format_ != "weights") return exportRows(console);
    const auto runs = withoutRepeats(runs_);
    if (runs.size() != 1) throw InputError("runs: expected one run for a weights file; --format jsonl takes several");
    requireExportName(out_);
    requireOutputApart(out_, databaseFile(database_));
    exportRun(Database::openForReading(databaseFile(database_)), runs.front(), out_, console);
    return 0;
}

int ExportCommand::exportRows(const Console& console) const {
    const auto database = Database::openForReading(databaseFile(database_));
    const RunReader reader(database);
    std::vector<RunSummary> runs;
    for (const RunId run : withoutRepeats(runs_))
        runs.push_back(reader.run(run)); // all are there before any is written
    makeOutputFolder(out_);
    for (const RunSummary& run : runs) {
        const bool isLines = format_ == "jsonl";
        fs::path file = fs::path(out_) / folderName(run);
        if (isLines) {
            file += ".jsonl";
        } else {
            makeOutputFolder(file);
            file /= eventFileName(database, run.id);
        }
        requireOutputApart(file, database.file());
        writeFileAtomically(file, isLines ? jsonLines(database, run.id) : runEvents(database, run.id));
        console.out << "Wrote " << printable(file.string()) << "\n";
    }
    return 0;
}

} // namespace lightcl
