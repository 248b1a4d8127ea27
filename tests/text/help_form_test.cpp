#include "text/help_form.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/shell.h"
#include "support/temporary_folder.h"
#include "text/bash_completion.h"
#include "text/man_page.h"
#include "text/shell_words.h"
#include "text/zsh_completion.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

HelpOption option(std::vector<std::string> names, std::string help, HelpValue value = {}) {
    return {std::move(names), std::move(help), std::move(value), false, {}};
}

HelpValue value(std::string name, std::vector<std::string> choices = {}, std::string files = "") {
    return {std::move(name), std::move(choices), std::move(files), "", "", false, false};
}

/// A program with a command that has commands of its own.
ProgramHelp example() {
    ProgramHelp add;
    add.name = "add";
    add.summary = "Add a board";
    add.options = {option({"--speed"}, "How fast: it's \"slow\" or [fast]", value("SPEED", {"slow", "fast"}))};
    ProgramHelp boards;
    boards.name = "boards";
    boards.summary = "Boards: what there is";
    boards.commands = {add};
    ProgramHelp train;
    train.name = "train";
    train.summary = "Train";
    train.footer = "It ends.\n\n.dots do not order, `boards add` is a command.";
    auto sets = value("KEY=VALUE", {"a.b=", "a.c="});
    sets.repeats = true;
    train.options = {option({"-s", "--set"}, "Set a key", sets), option({"--number"}, "How many", value("N")),
                     option({"--file"}, "Where", value("FILE", {}, "*"))};
    train.arguments = {{"The spec", value("SPEC.toml", {}, "*.toml")}};
    ProgramHelp program;
    program.name = "ex-ample";
    program.summary = "Does things.";
    program.footer = "One, two, …";
    program.options = {option({"-h", "--help"}, "Print help")};
    program.commands = {train, boards};
    return program;
}

/// What bash offers for the last of these words, a line each, in this folder.
std::string completed(const TemporaryFolder& folder, const std::string& words) {
    writeBytes(folder / "script", bashCompletion(example()));
    return shellOutput("cd '" + folder.path().string() + "' && bash -c 'source ./script; COMP_WORDS=(" + words +
                       "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _ex_ample; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
}

} // namespace

TEST_CASE("Texts reach roff as they are", "[help]") {
    CHECK(toRoff("--a \\n") == "\\-\\-a \\en");
    CHECK(toRoff("001, … é 𝄞") == "001, \\[u2026] \\[u00E9] \\[u1D11E]");
    CHECK(toRoff("see `x --y` or `") == "see \\fBx \\-\\-y\\fR or \\(ga");
    CHECK(toRoff("it's \"~^\"") == "it\\(aqs \\(dq\\(ti\\(ha\\(dq");
}

TEST_CASE("A man page tells commands, options and what belongs to their values", "[help]") {
    auto program = example();
    auto& number = program.commands[0].options[1].value;
    number.range = "1 to 9";
    number.initial = "3";
    program.commands[0].options[2].excludes = {"--number"};
    const std::string page = manPage(program);
    CHECK(page.starts_with(".TH \"EX\\-AMPLE\" 1"));
    CHECK(contains(page, "ex\\-ample \\- Does things\n"));
    CHECK(contains(page, ".SS \"\\fBex\\-ample boards add\\fR [\\fIOPTION\\fR]...\"\n"));
    CHECK(contains(page, ".TP\n\\fB\\-s\\fR, \\fB\\-\\-set\\fR \\fIKEY=VALUE\\fR\nSet a key\n"));
    CHECK(contains(page, "How many (1 to 9; by default 3)"));
    CHECK(contains(page, "Where (not beside \\-\\-number)"));
    CHECK(contains(page, "It ends.\n.PP\n\\&.dots do not order, \\fBboards add\\fR is a command."));
    if (!hasProgram("groff")) return;
    TemporaryFolder folder;
    writeBytes(folder / "page", page);
    CHECK(shellOutput("groff -man -ww -z '" + (folder / "page").string() + "'").empty());
}

TEST_CASE("bash completes commands, options and values", "[help]") {
    const TemporaryFolder folder;
    writeBytes(folder / "one.toml", "");
    writeBytes(folder / "one.txt", "");
    CHECK(completed(folder, "ex-ample t") == "train\n");
    CHECK(completed(folder, "ex-ample \"\"") == "train\nboards\n");
    CHECK(completed(folder, "ex-ample -") == "-h\n--help\n");
    CHECK(completed(folder, "ex-ample boards \"\"") == "add\n");
    CHECK(completed(folder, "ex-ample boards add --speed f") == "fast\n");
    CHECK(completed(folder, "ex-ample boards add --speed = s") == "slow\n");
    CHECK(completed(folder, "ex-ample boards add --speed =") == "slow\nfast\n");
    CHECK(completed(folder, "ex-ample train --s") == "--set\n");
    CHECK(completed(folder, "ex-ample train -s a.") == "a.b=\na.c=\n");
    CHECK(completed(folder, "ex-ample train o") == "one.toml\n");
    const auto files = completed(folder, "ex-ample train --file one"); // in the folder's own order
    CHECK(contains(files, "one.toml\n"));
    CHECK(contains(files, "one.txt\n"));
    // Whatever a number may be, it is none of the options; bash then offers files itself.
    CHECK(completed(folder, "ex-ample train --number \"\"") == "\n");
}

TEST_CASE("zsh is told commands, options and values", "[help]") {
    const std::string script = zshCompletion(example());
    CHECK(script.starts_with("#compdef ex-ample\n"));
    CHECK(contains(script, "'boards:Boards: what there is'"));
    CHECK(contains(script, "boards) _ex_ample_boards ;;"));
    CHECK(contains(script, "'(--speed)--speed=[How fast\\: it'\\''s \"slow\" or \\[fast\\]]:SPEED:(slow fast)'"));
    CHECK(contains(script, "'*--set=[Set a key]:KEY=VALUE:{compadd -S \"\" - a.b= a.c=}'"));
    CHECK(contains(script, "'::SPEC.toml:_files -g \"*.toml\"'"));
    if (!hasProgram("zsh")) return;
    const TemporaryFolder folder;
    writeBytes(folder / "script", script);
    CHECK(shellOutput("zsh -n '" + (folder / "script").string() + "'").empty());
}

TEST_CASE("Help has the forms that it names", "[help]") {
    std::string names;
    for (const auto form : kHelpForms) {
        names += (names.empty() ? "" : "|") + std::string(form);
        CHECK(helpAs(example(), form).ends_with('\n'));
    }
    CHECK(names == kHelpFormNames);
    CHECK_THROWS_AS(helpAs(example(), "html"), InputError);
    CHECK(singleQuoted("it's") == "'it'\\''s'");
}
