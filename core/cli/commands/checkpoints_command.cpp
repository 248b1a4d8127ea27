#include "cli/commands/checkpoints_command.h"

#include "base/error.h"
#include "base/units.h"
#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "text/table.h"
#include "weights/safetensors_reader.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>
#include <utility>

namespace lightcl {

namespace {

struct KeptOfRun {
    RunId run = 0;
    KeptCheckpoint checkpoint;
    std::string damage; ///< one line that names the file; empty: none was found
};

/// By the header alone, which tells a file that was cut short.
std::string damageOf(const std::filesystem::path& file) {
    try {
        const SafetensorsReader reader(file);
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

std::vector<KeptOfRun> keptOf(const Database& database, const std::vector<RunId>& runs) {
    std::vector<KeptOfRun> all;
    for (const RunId run : runs) {
        for (KeptCheckpoint& kept : keptCheckpoints(database.file(), run)) {
            std::string damage = damageOf(kept.file);
            all.push_back({run, std::move(kept), std::move(damage)});
        }
    }
    return all;
}

Json checkpointsJson(const std::vector<KeptOfRun>& all) {
    auto json = Json::array();
    for (const auto& [run, kept, damage] : all) {
        Json object;
        object["run_id"] = run;
        object["task"] = kept.task;
        object["bytes"] = kept.bytes;
        object["file"] = kept.file.string();
        object["damage"] = damage.empty() ? Json() : Json(damage);
        json.push_back(std::move(object));
    }
    return json;
}

std::string checkpointsText(const std::vector<KeptOfRun>& all) {
    Table table;
    table.addColumn("run", Table::Align::Right);
    table.addColumn("task", Table::Align::Right);
    table.addColumn("bytes", Table::Align::Right);
    table.addColumn("file", Table::Align::Left);
    std::int64_t bytes = 0;
    std::string damages;
    for (const auto& [run, kept, damage] : all) {
        table.addRow({std::to_string(run), std::to_string(kept.task), formatBytes(kept.bytes), kept.file.string()});
        bytes += kept.bytes;
        if (!damage.empty()) damages += damage + '\n';
    }
    return fmt::format("{}\n{} checkpoints, {}\n{}", toText(table), all.size(), formatBytes(bytes), damages);
}

} // namespace

CLI::App* CheckpointsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("checkpoints", "List the checkpoints that runs kept after their tasks");
    addRunNumbers(*command, runs_, "Numbers of the runs, as `lightcl runs` lists them; 3-10 for several; without: all");
    addDatabaseOption(*command, database_);
    command->add_flag("--delete", delete_, "Delete those of these runs; the runs and their rows stay");
    addJsonOption(*command, json_, "Print a JSON array: run_id, task, bytes, file, damage");
    command->footer("measuring.keep_checkpoints = \"tasks\" keeps them; `lightcl branch` starts from them.");
    return command;
}

int CheckpointsCommand::execute(const Console& console) {
    if (delete_ && runs_.empty()) throw InputError("runs: expected the numbers of the runs whose checkpoints shall go");
    const auto database = Database::openForReading(databaseFile(database_));
    const RunReader reader(database);
    auto runs = withoutRepeats(runs_);
    for (const RunId run : runs) static_cast<void>(reader.run(run));
    if (runs.empty())
        for (const RunStamp& stamp : reader.stamps()) runs.push_back(stamp.id);
    if (delete_) {
        std::int64_t bytes = 0;
        for (const RunId run : runs) bytes += removeKeptCheckpoints(database.file(), run);
        console.out << fmt::format("Deleted {} of kept checkpoints.\n", formatBytes(bytes));
        return 0;
    }
    const auto all = keptOf(database, runs);
    if (json_)
        console.out << toText(checkpointsJson(all));
    else if (all.empty())
        console.out << "No checkpoints were kept; measuring.keep_checkpoints = \"tasks\" keeps them.\n";
    else
        console.out << checkpointsText(all);
    return 0;
}

} // namespace lightcl
