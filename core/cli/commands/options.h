#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace lightcl {

/// Adds `--db FILE`, whose value stays empty when it is not given.
void addDatabaseOption(CLI::App& command, std::string& file);
/// Adds `--json`.
void addJsonOption(CLI::App& command, bool& json, const std::string& help);
/// Adds `--out FILE` for weights, which must be given.
void addWeightsOutOption(CLI::App& command, std::string& file);
/// Adds the numbers of runs, of which there must be one.
void addRunsOption(CLI::App& command, std::vector<RunId>& runs);
/// Adds the numbers of runs, none of which need be given.
CLI::Option* addRunNumbers(CLI::App& command, std::vector<RunId>& runs, const std::string& help);
/// Adds `--where EXPR` (compare/run_filter.h), which stays empty when it is not given.
void addWhereOption(CLI::App& command, std::string& expression);
/// Adds `--format FORMAT` of a table (text/table_format.h), text by default; not together with --json.
void addTableFormatOption(CLI::App& command, std::string& format);
/// Adds `--threads N`; 0 stays when it is not given.
void addThreadsOption(CLI::App& command, int& threads);

/// Adds `--budget SIZE`, in bytes; 0 stays when it is not given.
void addBudgetOption(CLI::App& command, std::int64_t& bytes);

/// The numbers of runs in order, each once.
std::vector<RunId> withoutRepeats(const std::vector<RunId>& ids);

/// The file that --db names, or the default one.
std::filesystem::path databaseFile(const std::string& option);

/// That file for writing. Throws InputError when it does not exist: a mistyped name must not make a new database.
Database openExisting(const std::string& option);

/// " --db FILE" as a shell would read it, or nothing for the default file: to print commands that can be pasted.
std::string databaseArgument(const std::string& option);

} // namespace lightcl
