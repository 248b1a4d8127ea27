#include "cli/commands/marks_commands.h"

#include "cli/commands/options.h"
#include "runs/run_figure.h"
#include "store/run_marks.h"
#include "store/run_reader.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

void printMarks(const Console& console, const std::string& database, const std::vector<RunId>& runs,
                const char* figure) {
    const auto opened = Database::openForReading(databaseFile(database));
    const RunReader reader(opened);
    for (const RunId run : withoutRepeats(runs)) {
        const auto text = figureText(runFigure(figure), reader.run(run));
        console.out << fmt::format("run {}: {}\n", run, text.empty() ? "-" : text);
    }
}

std::string markedRuns(const std::vector<RunId>& runs) {
    const auto count = withoutRepeats(runs).size();
    return fmt::format("{} run{}", count, count == 1 ? "" : "s");
}

} // namespace

CLI::App* TagCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("tag", "Give runs tags, or take them away");
    addRunsOption(*command, runs_);
    command->add_option("--add", add_, "A tag that they get; may be given several times")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command->add_option("--remove", remove_, "A tag that they lose")->type_name("TAG")->allow_extra_args(false);
    addDatabaseOption(*command, database_);
    command->footer("Without either, their tags are printed. `lightcl runs --where \"tags = TAG\"` finds them again.");
    return command;
}

int TagCommand::execute(const Console& console) {
    if (add_.empty() && remove_.empty()) {
        printMarks(console, database_, runs_, "tags");
        return 0;
    }
    auto database = openExisting(database_);
    RunMarks(database).changeTags(withoutRepeats(runs_), add_, remove_);
    console.out << fmt::format("Changed the tags of {}.\n", markedRuns(runs_));
    return 0;
}

CLI::App* NoteCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("note", "Write down something about runs");
    addRunsOption(*command, runs_);
    command
        ->add_option_function<std::string>(
            "--text",
            [this](const std::string& text) {
                text_ = text;
                isGiven_ = true;
            },
            "The note, in place of the one there was; \"\" takes it away")
        ->type_name("TEXT");
    addDatabaseOption(*command, database_);
    command->footer("Without --text, the runs' notes are printed.");
    return command;
}

int NoteCommand::execute(const Console& console) {
    if (!isGiven_) {
        printMarks(console, database_, runs_, "note");
        return 0;
    }
    auto database = openExisting(database_);
    RunMarks(database).setNote(withoutRepeats(runs_), text_);
    console.out << fmt::format("{} the note of {}.\n", text_.empty() ? "Removed" : "Wrote", markedRuns(runs_));
    return 0;
}

CLI::App* ArchiveCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("archive", "Put runs out of sight, or back");
    addRunsOption(*command, runs_);
    command->add_flag("--undo", undo_, "Show them again");
    addDatabaseOption(*command, database_);
    command->footer(
        "Archived runs keep everything. `lightcl runs --archived` lists them too, --where \"archived = yes\" "
        "them alone.");
    return command;
}

int ArchiveCommand::execute(const Console& console) {
    auto database = openExisting(database_);
    RunMarks(database).setArchived(withoutRepeats(runs_), !undo_);
    console.out << fmt::format("{} {}.\n", undo_ ? "Brought back" : "Archived", markedRuns(runs_));
    return 0;
}

} // namespace lightcl
