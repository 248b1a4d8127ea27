#include "cli/command_line.h"

#include "arguments/app_help.h"
#include "base/error.h"
#include "cli/commands/command.h"
#include "runs/exit_code.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace lightcl {

namespace {

std::string oneLine(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return printable(text);
}

std::string usageHint(const CLI::App& program) {
    const auto chosen = program.get_subcommands();
    return chosen.empty() ? "lightcl --help" : fmt::format("lightcl {} --help", chosen.front()->get_name());
}

int complain(const Console& console, int code, const std::string& message) {
    console.out.flush();
    console.err << "lightcl: " << oneLine(message) << std::endl;
    return code;
}

void describeProgram(CLI::App& program) {
    program.name("lightcl");
    program.set_version_flag("--version", "lightcl " LIGHTCL_VERSION, "Print the version and exit");
    program.set_help_flag("-h,--help", "Print this help and exit");
    program.footer("Runs are kept in one SQLite file: --db FILE, by default lightcl/workbench.sqlite below\n"
                   "$XDG_DATA_HOME or ~/.local/share. `lightcl COMMAND --help` explains a command.\n"
                   "Exit codes: 0 done, 1 failed, 2 bad usage or input, 130 interrupted.");
}

constexpr auto kUnwritten = "standard output: it could not be written completely";

bool isWritten(const Console& console) {
    console.out.flush();
    return static_cast<bool>(console.out);
}

/// The message and hint for wrong usage; help and version are answered here too.
int answerParseError(const CLI::App& program, const CLI::ParseError& error, const Console& console) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        program.exit(error, console.out, console.err);
        return isWritten(console) ? kExitDone : complain(console, kExitFailed, kUnwritten);
    }
    return complain(console, kExitBadInput, fmt::format("{}; see {}", oneLine(error.what()), usageHint(program)));
}

int execute(Command& command, const Console& console) {
    const int code = command.execute(console);
    if (!isWritten(console)) throw Error(kUnwritten);
    return code;
}

} // namespace

int runCommandLine(const std::vector<std::string>& arguments, const Console& console) {
    CLI::App program("Continual learning on a budget: train, measure and compare methods.");
    describeProgram(program);
    addHelpForms(program);
    std::map<const CLI::App*, std::unique_ptr<Command>> commands;
    for (auto& command : allCommands()) {
        const auto* app = command->describe(program);
        commands.emplace(app, std::move(command));
    }
    try {
        // CLI11 takes the arguments from the end of the vector.
        program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
        return answerParseError(program, error, console);
    }
    const auto chosen = program.get_subcommands();
    if (chosen.empty()) {
        return complain(console, kExitBadInput,
                        "a command is expected, for example `lightcl run SPEC.toml`; see lightcl --help");
    }
    try {
        return execute(*commands.at(chosen.front()), console);
    } catch (const InputError& error) {
        return complain(console, kExitBadInput, error.what());
    } catch (const std::exception& error) {
        return complain(console, kExitFailed, error.what());
    }
}

} // namespace lightcl
