#include "cli/command_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/places.h"
#include "support/shell.h"
#include "text/man_page.h"

#include <regex>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

std::set<std::string> optionsIn(const std::string& help) {
    static const std::regex pattern("(?:^|\n) +(?:-[a-zA-Z],)?(--[a-z][a-z0-9-]*)");
    std::set<std::string> names;
    for (std::sregex_iterator at(help.begin(), help.end(), pattern), end; at != end; ++at) names.insert(at->str(1));
    return names;
}

std::vector<std::string> commandsIn(const std::string& help) {
    const auto begin = help.find("Subcommands:\n");
    if (begin == std::string::npos) return {};
    static const std::regex pattern("\n  ([a-z][a-z0-9-]*)");
    std::vector<std::string> names;
    const auto end = help.find("\n\n", begin);
    const std::string part = help.substr(begin, end - begin);
    for (std::sregex_iterator at(part.begin(), part.end(), pattern), last; at != last; ++at)
        names.push_back(at->str(1));
    return names;
}

/// Every command with its own commands, as --help lists them, each a list of words; and first the program itself.
void addCommands(std::vector<std::vector<std::string>>& all, const std::vector<std::string>& words) {
    all.push_back(words);
    auto asked = words;
    asked.emplace_back("--help");
    for (const auto& name : commandsIn(runLightcl(asked).out)) {
        auto inner = words;
        inner.push_back(name);
        addCommands(all, inner);
    }
}

std::vector<std::vector<std::string>> everyCommand() {
    std::vector<std::vector<std::string>> all;
    addCommands(all, {});
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += " " + word;
    return text;
}

std::string printed(const std::string& form) {
    const auto result = runLightcl({"--help-as", form});
    REQUIRE(result.code == 0);
    return result.out;
}

/// What stands from the command's heading in the page to the next one's.
std::string section(const std::string& page, const std::string& command) {
    const auto begin =
        command.empty() ? page.find(".SH OPTIONS") : page.find(".SS \"\\fBlightcl" + toRoff(command) + "\\fR");
    if (begin == std::string::npos) return {};
    return page.substr(begin, std::min(page.find("\n.SS", begin + 1), page.find("\n.SH", begin + 1)) - begin);
}

std::string completed(const std::string& script, const std::string& words) {
    return shellOutput("bash -c 'source \"" + script + "\"; COMP_WORDS=(lightcl " + words +
                       "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _lightcl; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
}

} // namespace

TEST_CASE("Man page and completions name every command and option that --help names", "[help]") {
    const std::string page = printed("man");
    const std::string zsh = printed("zsh");
    const TemporaryFolder folder;
    writeBytes(folder / "bash", printed("bash"));
    const auto commands = everyCommand();
    CHECK(commands.size() > 20);
    for (const auto& words : commands) {
        CAPTURE(words);
        const std::string part = section(page, joined(words));
        CHECK_FALSE(part.empty());
        if (!words.empty()) CHECK(contains(zsh, words.back() + ") _lightcl"));
        auto asked = words;
        asked.emplace_back("--help");
        const auto options = optionsIn(runLightcl(asked).out);
        CHECK(options.contains("--help"));
        // bash is asked once a command; a command's page leaves --help to the program's.
        const std::string offered = "\n" + completed((folder / "bash").string(), joined(words) + " --");
        for (const auto& name : options) {
            CAPTURE(name);
            if (words.empty() || name != "--help") CHECK(contains(part, "\\fB" + toRoff(name) + "\\fR"));
            CHECK(contains(offered, "\n" + name + "\n"));
            CHECK(contains(zsh, name));
        }
    }
}

TEST_CASE("bash completes what the catalog knows", "[help]") {
    const TemporaryFolder folder;
    writeBytes(folder / "bash", printed("bash"));
    const auto script = (folder / "bash").string();
    CHECK(completed(script, "comp") == "compare\n");
    CHECK(completed(script, "report --format ht") == "html\n");
    CHECK(contains(completed(script, "import --method l"), "lightcl\n"));
    CHECK(contains(completed(script, "run --set training.e"), "training.epochs=\n"));
    CHECK(contains(completed(script, "compare --metric class"), "class_il\n"));
}

TEST_CASE("The man pages of lightcl and its worker please man", "[help]") {
    CHECK(runLightcl({"--help-as", "html"}).code == 2);
    const TemporaryFolder folder;
    for (const std::string program : {"lightcl", "lightcl-worker"}) {
        const auto file = (folder / program).string();
        CHECK(shellOutput("'" + (programFolder() / program).string() + "' --help-as man >'" + file + "'").empty());
        CHECK(contains(shellOutput("cat '" + file + "'"), ".SH SYNOPSIS\n\\fB" + toRoff(program) + "\\fR"));
        if (hasProgram("groff")) CHECK(shellOutput("groff -man -ww -z '" + file + "'").empty());
    }
}
