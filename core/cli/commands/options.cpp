#include "cli/commands/options.h"

#include "base/error.h"
#include "base/units.h"
#include "cli/commands/run_numbers.h"
#include "text/shell_words.h"
#include "text/table_format.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unordered_set>

namespace lightcl {

void addDatabaseOption(CLI::App& command, std::string& file) {
    command.add_option("--db", file, "The database file of the runs")
        ->type_name("FILE")
        ->check([](const std::string& given) { return given.empty() ? "expected a file name, got none" : ""; });
}

void addWhereOption(CLI::App& command, std::string& expression) {
    command.add_option("--where", expression, "Only runs that this means: 'method = er and buffer_size >= 200'")
        ->type_name("EXPR");
}

void addJsonOption(CLI::App& command, bool& json, const std::string& help) {
    command.add_flag("--json", json, help);
}

void addTableFormatOption(CLI::App& command, std::string& format) {
    std::vector<std::string> names;
    for (const auto& info : kTableFormats) names.emplace_back(info.name);
    command.add_option("--format", format, "How the table is written: for people, spreadsheets, documents")
        ->type_name(fmt::format("{}", fmt::join(names, "|")))
        ->check(CLI::IsMember(names))
        ->excludes("--json");
}

void addWeightsOutOption(CLI::App& command, std::string& file) {
    command.add_option("--out", file, "The file to write: .safetensors, or .pt for PyTorch's own format")
        ->type_name("FILE")
        ->required();
}

void addRunsOption(CLI::App& command, std::vector<RunId>& runs) {
    addRunNumbers(command, runs, "Numbers of the runs, as `lightcl runs` lists them; 3-10 for several")->required();
}

CLI::Option* addRunNumbers(CLI::App& command, std::vector<RunId>& runs, const std::string& help) {
    const auto take = [&runs](const CLI::results_t& given) {
        try {
            runs = parseRunNumbers(given);
            return true;
        } catch (const InputError& error) {
            throw CLI::ValidationError(error.what());
        }
    };
    return command.add_option("runs", take, help)->type_name("RUN")->expected(1, -1)->allow_extra_args();
}

void addThreadsOption(CLI::App& command, int& threads) {
    command.add_option("--threads", threads, "Threads of each run; by default as many as train it fastest")
        ->type_name("N")
        ->check(CLI::Range(1, 1024));
}

void addBudgetOption(CLI::App& command, std::int64_t& bytes) {
    const auto take = [&bytes](const CLI::results_t& given) {
        const auto size = parseBytes(given.front());
        if (!size) throw CLI::ValidationError("--budget: expected a size such as 64MiB, got " + given.front());
        bytes = *size;
        return true;
    };
    command.add_option("--budget", take, "Memory that a run's process may need, such as 64MiB: more, and it fails")
        ->type_name("SIZE");
}

std::vector<RunId> withoutRepeats(const std::vector<RunId>& ids) {
    std::vector<RunId> unique;
    std::unordered_set<RunId> seen;
    for (const auto id : ids)
        if (seen.insert(id).second) unique.push_back(id);
    return unique;
}

std::filesystem::path databaseFile(const std::string& option) {
    return option.empty() ? defaultDatabaseFile() : std::filesystem::path(option);
}

Database openExisting(const std::string& option) {
    const auto file = databaseFile(option);
    if (!std::filesystem::exists(file))
        throw InputError(fmt::format("{}: no such file; expected a workbench database", file.string()));
    return Database::openForWriting(file);
}

std::string databaseArgument(const std::string& option) {
    return option.empty() ? std::string() : " --db " + shellQuoted(option);
}

} // namespace lightcl
