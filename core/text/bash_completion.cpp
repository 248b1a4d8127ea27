#include "text/bash_completion.h"

#include "text/shell_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

std::vector<std::string> optionNames(const ProgramHelp& program) {
    std::vector<std::string> names;
    for (const auto& option : program.options) names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

std::string assignment(const char* variable, const std::string& value) {
    return value.empty() ? std::string() : fmt::format(" {}={}", variable, singleQuoted(value));
}

/// What completes a value: its words, or file names of a pattern. Nothing, where neither is known.
std::string valueAssignments(const HelpValue& value) {
    return assignment("words", fmt::format("{}", fmt::join(value.choices, " "))) + assignment("files", value.files);
}

/// "'COMMAND --option' | 'COMMAND -o') words='…' ;;" for each option that takes a value.
std::string optionCases(const ProgramHelp& program, const std::string& command) {
    std::string cases;
    for (const auto& option : program.options) {
        if (option.value.name.empty()) continue;
        std::vector<std::string> patterns;
        for (const auto& name : option.names) patterns.push_back(singleQuoted(command + " " + name));
        const auto values = valueAssignments(option.value);
        cases += fmt::format("        {}){} ;;\n", fmt::join(patterns, " | "), values.empty() ? " return" : values);
    }
    for (const auto& inner : program.commands) cases += optionCases(inner, command + " " + inner.name);
    return cases;
}

/// What completes a command's words that are no option's value.
std::string commandCases(const ProgramHelp& program, const std::string& command) {
    HelpValue words;
    for (const auto& inner : program.commands) words.choices.push_back(inner.name);
    for (const auto& argument : program.arguments) {
        const auto& value = argument.value;
        words.choices.insert(words.choices.end(), value.choices.begin(), value.choices.end());
        // Whichever of several arguments it is, a file of either kind fits.
        if (!value.files.empty()) words.files = words.files.empty() || words.files == value.files ? value.files : "*";
    }
    std::string cases = fmt::format("                {}){}{} ;;\n", singleQuoted(command),
                                    assignment("options", fmt::format("{}", fmt::join(optionNames(program), " "))),
                                    valueAssignments(words));
    for (const auto& inner : program.commands) cases += commandCases(inner, command + " " + inner.name);
    return cases;
}

void addCommands(const ProgramHelp& program, const std::string& command, std::vector<std::string>& patterns) {
    for (const auto& inner : program.commands) {
        patterns.push_back(singleQuoted(command + " " + inner.name));
        addCommands(inner, command + " " + inner.name, patterns);
    }
}

/// Gathers the words that name a command, and a command of it.
std::string commandLoop(const ProgramHelp& program) {
    std::vector<std::string> patterns;
    addCommands(program, "", patterns);
    if (patterns.empty()) return {};
    return fmt::format(R"(    for ((index = 1; index < COMP_CWORD; ++index)); do
        case "$command ${{COMP_WORDS[index]}}" in
            {})
                command+=" ${{COMP_WORDS[index]}}"
                ;;
        esac
    done
)",
                       fmt::join(patterns, " | "));
}

constexpr auto kBeginning = R"(() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' options='' words='' files='' index
    COMPREPLY=()
    # In --option=value the sign is a word of its own.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $previous == '=' && $COMP_CWORD -ge 2 ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
)";

constexpr auto kEnd = R"(            esac
            [[ $current != -* && -n $words$files ]] || { words=$options files=''; }
            ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    # A word that ends in = goes on with a value.
    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
    if [[ -n $files ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X "!$files" -- "$current"; compgen -d -- "$current")
    fi
}
)";

} // namespace

std::string bashCompletion(const ProgramHelp& program) {
    const std::string function = completionFunction(program.name);
    return fmt::format("# bash completion for {0}, as `{0} --help-as bash` prints it.\n\n{1}", program.name, function) +
           kBeginning + commandLoop(program) + "    case \"$command $previous\" in\n" + optionCases(program, "") +
           "        *)\n            case \"$command\" in\n" + commandCases(program, "") + kEnd +
           fmt::format("\ncomplete -o default -F {} {}\n", function, program.name);
}

} // namespace lightcl
