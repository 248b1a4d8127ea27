#include "cli/commands/pretrain_command.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/commands/export_run.h"
#include "cli/commands/options.h"
#include "running/output_guard.h"
#include "running/queue_runs.h"
#include "runs/exit_code.h"
#include "weights/network_export.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// What can be known to go wrong with the file goes wrong before hours of training.
void requireWritable(const std::filesystem::path& file) {
    requireExportName(file);
    std::error_code ignored;
    const auto folder = std::filesystem::absolute(file).parent_path();
    if (!std::filesystem::is_directory(folder, ignored)) {
        throw InputError(fmt::format("{}: expected a folder that is there, found none", folder.string()));
    }
    const auto kind = std::filesystem::status(file, ignored).type();
    if (kind == std::filesystem::file_type::fifo) return; // opening it would wait for its reader
    try {
        const AtomicFile attempt(file); // removed again, and the file, if any, left as it is
    } catch (const Error& error) {
        throw InputError(error.what());
    }
}

std::filesystem::path weightsOf(const ExperimentSpec& experiment) {
    return experiment.network.text("weights");
}

} // namespace

CLI::App* PretrainCommand::describe(CLI::App& program) {
    auto* command =
        program.add_subcommand("pretrain", "Train a spec's [pretraining], or its first method, and write the weights");
    spec_.addTo(*command);
    addWeightsOutOption(*command, out_);
    addDatabaseOption(*command, options_.databaseOption);
    addThreadsOption(*command, options_.wish.threads);
    command->add_flag("--any-memory", anyMemory_, "Train what is predicted to need more memory than there is");
    addJsonOption(*command, options_.json, "Print the worker's events as JSON lines");
    command->footer("The run is stored like any other. `weights` in a spec's [network] names the file to start from.");
    return command;
}

int PretrainCommand::execute(const Console& console) {
    requireWritable(out_);
    auto experiment = spec_.load();
    experiment.methods.resize(1);
    experiment.seeds.resize(1);
    requireOutputApart(out_, databaseFile(options_.databaseOption), {spec_.file, weightsOf(experiment)});
    auto prepared = prepareRuns(experiment, {}, anyMemory_ ? 0 : usableMemory());
    prepared.resize(1);
    auto database = Database::openForWriting(databaseFile(options_.databaseOption));
    const QueuedRuns queued = queueRuns(database, prepared);
    const RunId run = queued.pretraining.value_or(queued.toTrain.empty() ? 0 : queued.toTrain.front());
    if (!queued.toTrain.empty()) {
        const int code = trainRuns(database, queued.toTrain, options_, console);
        if (code != kExitDone) return code;
    }
    // With --json, standard output is events and nothing else.
    exportRun(database, run, out_, options_.json ? Console{console.err, console.err, false, {}} : console);
    return kExitDone;
}

} // namespace lightcl
