#include "cli/runs_command.h"

#include "cli/json.h"
#include "cli/options.h"
#include "report/summary_table.h"
#include "store/run_reader.h"

#include <CLI/CLI.hpp>
#include <ostream>

namespace lightcl {

namespace {

Json toJson(const std::vector<RunSummary>& runs) {
    auto json = Json::array();
    for (const auto& run : runs) {
        Json object;
        for (const auto& column : summaryColumns())
            object[std::string(column.name)] = lightcl::toJson(column.value(run));
        json.push_back(std::move(object));
    }
    return json;
}

} // namespace

CLI::App* RunsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("runs", "List the runs of a database");
    addDatabaseOption(*command, database_);
    addJsonOption(*command, json_, "Print a JSON array with the columns of the view run_summary");
    return command;
}

int RunsCommand::execute(const Console& console) {
    const auto database = Database::openForReading(databaseFile(database_));
    const auto runs = RunReader(database).runs();
    if (json_) {
        console.out << toText(toJson(runs));
    } else if (runs.empty()) {
        console.out << database.file().string() << " holds no runs yet; `lightcl run SPEC.toml` makes some\n";
    } else {
        console.out << runTable(runs);
    }
    return 0;
}

} // namespace lightcl
