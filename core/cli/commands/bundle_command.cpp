#include "cli/commands/bundle_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "cli/display/json.h"
#include "exchange/bundle.h"
#include "report/html/html_report.h"
#include "report/report_reader.h"
#include "running/output_guard.h"
#include "spec/imported_spec.h"
#include "store/run_reader.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ostream>

namespace lightcl {

namespace {

std::string environmentsText(const RunReader& reader, const std::vector<RunId>& runs) {
    auto json = Json::array();
    for (const RunId run : runs) {
        const auto environment = reader.environment(run);
        if (!environment) continue;
        Json object = {{"run_id", run}};
        for (const EnvironmentField& field : environmentFields()) {
            if (const auto* text = std::get_if<std::string RunEnvironment::*>(&field.member))
                object[std::string(field.name)] = *environment.*(*text);
            else
                object[std::string(field.name)] = *environment.*std::get<std::int64_t RunEnvironment::*>(field.member);
        }
        json.push_back(std::move(object));
    }
    return toText(json);
}

/// Of those that have ended well: what the others lack cannot be reported on.
std::vector<RunId> reportable(const RunReader& reader, const std::vector<RunId>& runs) {
    std::vector<RunId> done;
    std::ranges::copy_if(runs, std::back_inserter(done), [&](RunId run) {
        const RunSummary summary = reader.run(run);
        return summary.state == RunState::Done && !summary.isApart() && !isImportedSpec(reader.specToml(run));
    });
    return done;
}

/// A branch is shown without what it came from, but a run that starts from a pretraining can be trained anew only
/// with it.
std::vector<RunId> withPretrainings(const RunReader& reader, std::vector<RunId> runs) {
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (const auto pretraining = reader.pretrainingOf(runs[i])) runs.push_back(*pretraining);
    return withoutRepeats(runs);
}

constexpr auto kReadMe = "Runs of LightCL Workbench.\n\n"
                         "runs.sqlite       the runs with all that was measured; any SQLite program reads it\n"
                         "specs/            what each run was told to do; `lightcl run` trains it anew\n"
                         "report.html       tables and figures of the finished runs\n"
                         "environment.json  where and with what they were made\n\n"
                         "lightcl merge YOURS.sqlite THIS.zip    takes the runs into a database of yours\n";

} // namespace

CLI::App* BundleCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("bundle", "Put runs into one file that another workbench opens");
    addRunsOption(*command, runs_);
    addDatabaseOption(*command, database_);
    command->add_option("--out", out_, "The ZIP file to write")->type_name("FILE.zip")->required();
    command->footer("It holds a database of these runs, their specs, a report and their environments, but no\n"
                    "checkpoints. `lightcl merge OUT FILE.zip` takes the runs out of it.");
    return command;
}

int BundleCommand::execute(const Console& console) {
    const auto file = databaseFile(database_);
    requireOutputApart(out_, file);
    if (!out_.ends_with(".zip"))
        throw InputError(fmt::format("{}: expected a name that ends in .zip", printable(out_)));
    const auto database = Database::openForReading(file);
    const RunReader reader(database);
    const auto runs = withPretrainings(reader, withoutRepeats(runs_));
    for (const RunId run : runs) static_cast<void>(reader.run(run));
    std::map<std::string, std::string> contents = {{"README.txt", kReadMe},
                                                   {"environment.json", environmentsText(reader, runs)}};
    const auto reported = reportable(reader, runs);
    if (!reported.empty()) contents["report.html"] = htmlReport(readReport(database, reported));
    writeBundle(out_, file, runs, contents);
    console.out << fmt::format("Wrote {} ({} run{})\n", printable(out_), runs.size(), runs.size() == 1 ? "" : "s");
    return 0;
}

} // namespace lightcl
