#include "cli/commands/runs_command.h"

#include "cli/commands/chosen_runs.h"
#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "compare/environment_words.h"
#include "compare/listed_groups.h"
#include "compare/run_grouping.h"
#include "figures/method_groups.h"
#include "report/text/report_tables.h"
#include "running/choose_settings.h"
#include "text/table_format.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
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

Json toJson(const MethodGroup& group) {
    Json object = {{"group", group.label}, {"n", group.runs.size()}, {"runs", group.runs}};
    for (const RunFigure& figure : runFigureTable()) {
        if (!isResult(figure)) continue;
        const auto mean = group.figure(figure.name);
        object[std::string(figure.name)] =
            mean ? Json({{"mean", mean->mean}, {"sd", mean->sd ? Json(*mean->sd) : Json()}, {"n", mean->count}})
                 : Json();
    }
    return object;
}

std::vector<RunSummary> summariesOf(const std::vector<RunRecord>& records) {
    std::vector<RunSummary> summaries;
    for (const auto& record : records) summaries.push_back(record.summary);
    return summaries;
}

} // namespace

CLI::App* RunsCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("runs", "List the runs of a database");
    addDatabaseOption(*command, database_);
    addWhereOption(*command, where_);
    command
        ->add_option("--group-by", groupBy_,
                     "Means over the finished runs with the same value of a column of run_summary or a key of the "
                     "spec; `setting`: of the same method and setting, over seeds")
        ->type_name("KEY");
    command->add_flag("--archived", archived_, "List archived runs as well");
    addJsonOption(*command, json_, "Print a JSON array with the columns of the view run_summary");
    addTableFormatOption(*command, format_);
    return command;
}

int RunsCommand::listGroups(const Console& console, const std::vector<RunRecord>& records) const {
    std::vector<const RunRecord*> finished;
    for (const auto& record : records)
        if (record.summary.state == RunState::Done && !record.summary.isApart()) finished.push_back(&record);
    std::vector<MethodGroup> groups;
    std::vector<const std::vector<const RunRecord*>*> members;
    const auto grouped = groupsAlone(finished, groupingKey(groupBy_));
    for (const auto& group : grouped) {
        groups.push_back(methodGroup(group.label, group.runs));
        members.push_back(&group.runs);
    }
    if (json_) {
        auto json = Json::array();
        for (const auto& group : groups) json.push_back(toJson(group));
        console.out << toText(json);
    } else if (!format_.empty()) {
        console.out << writeTable(methodTable(groups, "group"), tableFormat(format_));
    } else if (groups.empty()) {
        console.out << "No finished runs to group\n";
    } else {
        console.out << toText(methodTable(groups, "group"));
        const auto difference = environmentDifference(groups.size() == 2 ? "These two" : "These groups", members);
        if (!difference.empty()) console.out << "\n" << difference << "\n";
    }
    return 0;
}

int RunsCommand::execute(const Console& console) {
    const auto database = Database::openForReading(databaseFile(database_));
    const bool asked = !where_.empty() || !groupBy_.empty();
    auto records = asked ? chooseRuns(database, {}, where_, archived_) : std::vector<RunRecord>();
    if (!groupBy_.empty()) {
        leaveOutRejected(database, records, console);
        return listGroups(console, records);
    }
    auto runs = asked ? summariesOf(records) : readSummaries(database);
    const auto hidden = asked || archived_ ? 0 : std::erase_if(runs, [](const auto& run) { return run.archived != 0; });
    if (json_) {
        console.out << toText(toJson(runs));
    } else if (!format_.empty()) {
        const auto format = tableFormat(format_);
        const bool exact = format == TableFormat::Csv || format == TableFormat::Tabs;
        console.out << writeTable(exact ? figureTable(runs) : runTable(runs), format);
    } else if (runs.empty() && hidden == 0) {
        console.out << database.file().string()
                    << (asked ? " holds no such runs\n" : " holds no runs yet; `lightcl run SPEC.toml` makes some\n");
    } else {
        console.out << toText(runTable(runs)) << runMessages(runs);
        std::vector<RunId> listed;
        for (const auto& run : runs) listed.push_back(run.id);
        for (const std::string& words : choicesOf(database).words(listed)) console.out << words << "\n";
        if (hidden > 0) console.out << fmt::format("\n{} archived; --archived lists them too\n", hidden);
    }
    return 0;
}

} // namespace lightcl
