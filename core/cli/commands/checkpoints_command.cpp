#include "cli/commands/checkpoints_command.h"

#include "base/error.h"
#include "base/units.h"
#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "running/kept_checkpoints.h"
#include "store/run_reader.h"
#include "text/table.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>
#include <string>
#include <vector>

namespace lightcl {

namespace {

Json checkpointsJson(const std::vector<KeptOfRun>& all) {
    auto json = Json::array();
    for (const KeptOfRun& kept : all) {
        Json object;
        object["run_id"] = kept.run;
        object["task"] = kept.checkpoint.task;
        object["bytes"] = kept.checkpoint.bytes;
        object["file"] = kept.checkpoint.file.string();
        object["damage"] = kept.damage.empty() ? Json() : Json(kept.damage);
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
    std::string damages;
    for (const KeptOfRun& kept : all) {
        const KeptCheckpoint& checkpoint = kept.checkpoint;
        table.addRow({std::to_string(kept.run), std::to_string(checkpoint.task), formatBytes(checkpoint.bytes),
                      checkpoint.file.string()});
        if (!kept.damage.empty()) damages += kept.damage + '\n';
    }
    return fmt::format("{}\n{} checkpoints, {}\n{}", toText(table), all.size(), formatBytes(bytesOf(all)), damages);
}

} // namespace

CLI::App* CheckpointsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("checkpoints", "List the checkpoints that runs kept after their tasks");
    addRunNumbers(*command, runs_, "Numbers of the runs, as `lightcl runs` lists them; 3-10 for several; without: all");
    addDatabaseOption(*command, database_);
    command->add_flag("--delete", delete_,
                      "Delete those of these runs, but for what a branch that is not done began with; the runs and "
                      "their rows stay");
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
    auto all = keptOf(database, runs);
    if (delete_) {
        for (const KeptOfRun& kept : all)
            if (!kept.needed.empty()) console.err << "Kept " << kept.needed << '\n';
        std::erase_if(all, [](const KeptOfRun& kept) { return !kept.needed.empty(); });
        console.out << fmt::format("Deleted {} of kept checkpoints.\n", formatBytes(deleteKept(all)));
        return 0;
    }
    if (json_)
        console.out << toText(checkpointsJson(all));
    else if (all.empty())
        console.out << "No checkpoints were kept; measuring.keep_checkpoints = \"tasks\" keeps them.\n";
    else
        console.out << checkpointsText(all);
    return 0;
}

} // namespace lightcl
