#include "cli/commands/runs_command.h"

#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "report/text/report_tables.h"
#include "running/store_workers.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

namespace lightcl {

namespace {

Json toJson(const std::vector<RunSummary>& runs) {
    auto json = Json::array();
    for (const auto& run : runs) {
        Json object;
        for (const RunFigure& figure : runFigureTable())
            object[std::string(figure.name)] = lightcl::toJson(valueOf(figure, run));
        object["worker_pid"] = run.state == RunState::Running ? Json(run.workerPid) : Json();
        json.push_back(std::move(object));
    }
    return json;
}

std::vector<RunSummary> readRuns(const Database& database) {
    const RunReader reader(database);
    auto runs = reader.runs();
    const auto isRunning = [](const auto& run) { return run.state == RunState::Running; };
    if (std::none_of(runs.begin(), runs.end(), isRunning)) return runs;
    // A run whose worker was killed says that it is running until somebody who may write the file says otherwise.
    recoverAbandoned(database.file());
    return reader.runs();
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
    const auto runs = readRuns(database);
    if (json_) {
        console.out << toText(toJson(runs));
    } else if (runs.empty()) {
        console.out << database.file().string() << " holds no runs yet; `lightcl run SPEC.toml` makes some\n";
    } else {
        console.out << toText(runTable(runs)) << runMessages(runs);
    }
    return 0;
}

} // namespace lightcl
