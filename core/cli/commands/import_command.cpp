#include "cli/commands/import_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "cli/commands/run_numbers.h"
#include "exchange/json_lines.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <ostream>
#include <system_error>

namespace lightcl {

CLI::App* ImportCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("import", "Take runs that other programs measured");
    command->add_option("file", file_, "JSON lines; Avalanche's eval_results.csv; Mammoth's logs.pyd")
        ->type_name("FILE")
        ->required();
    command->add_option("--format", format_, "What the file is")
        ->type_name("jsonl|avalanche|mammoth")
        ->check(CLI::IsMember({"jsonl", "avalanche", "mammoth"}))
        ->required();
    addDatabaseOption(*command, database_);
    command->add_option("--name", words_.name, "The experiment's name, for Avalanche and Mammoth")->type_name("NAME");
    command->add_option("--method", words_.method, "The method, where the file does not tell")->type_name("METHOD");
    command->add_option("--dataset", words_.dataset, "The data set, where the file does not tell")
        ->type_name("DATASET");
    command->add_option("--seed", words_.seed, "The seed of Avalanche's run")->check(CLI::NonNegativeNumber);
    command
        ->add_option("--scenario", words_.scenario,
                     "What was told of a sample's task: task-incremental takes accuracies as task-IL")
        ->type_name("SCENARIO")
        ->check(CLI::IsMember({"class-incremental", "task-incremental", "domain-incremental"}))
        ->capture_default_str();
    command->footer("All or nothing; importing a file again changes nothing. docs/exchange.md describes the formats.");
    return command;
}

std::vector<ForeignRun> ImportCommand::read() const {
    if (format_ == "avalanche") return {readAvalanche(file_, words_)};
    if (format_ == "mammoth") return readMammoth(file_, words_);
    std::error_code ignored;
    std::ifstream stream(file_);
    if (!stream || std::filesystem::is_directory(file_, ignored))
        throw InputError(fmt::format("{}: cannot be read; expected a file of JSON lines", file_));
    return readJsonLines(stream, file_);
}

int ImportCommand::execute(const Console& console) {
    const auto runs = read(); // before a database is made for them
    auto database = Database::openForWriting(databaseFile(database_));
    const auto result = importRuns(database, runs);
    const auto numbers = runNumbers(result.taken);
    console.out << fmt::format("Took {} run{}{} from {}{}\n", result.taken.size(), result.taken.size() == 1 ? "" : "s",
                               numbers.empty() ? "" : " (" + numbers + ")", printable(file_),
                               result.known.empty() ? "" : fmt::format("; {} known already", result.known.size()));
    return 0;
}

} // namespace lightcl
