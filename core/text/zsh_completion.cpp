#include "text/zsh_completion.h"

#include "text/shell_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>

namespace lightcl {

namespace {

/// A part of a specification of _arguments, in which colons and square brackets part the parts.
std::string zshPart(const std::string& text) {
    std::string result;
    for (const char character : text) {
        if (std::string_view("\\:[]").find(character) != std::string_view::npos) result += '\\';
        result += character;
    }
    return result;
}

std::string actionOf(const HelpValue& value) {
    const bool goesOn = !value.choices.empty() && value.choices.front().ends_with('=');
    if (goesOn) return fmt::format("{{compadd -S \"\" - {}}}", fmt::join(value.choices, " "));
    if (!value.choices.empty()) return fmt::format("({})", fmt::join(value.choices, " "));
    if (value.files == "*") return "_files";
    if (!value.files.empty()) return fmt::format("_files -g \"{}\"", value.files);
    return "_default";
}

/// ":NAME:what completes it"
std::string zshValue(const HelpValue& value) {
    return fmt::format(":{}:{}", zshPart(value.name), actionOf(value));
}

std::string optionSpecification(const HelpOption& option, const std::string& name) {
    std::vector<std::string> others = option.excludes;
    if (!option.value.repeats) others.insert(others.end(), option.names.begin(), option.names.end());
    std::string text = others.empty() ? std::string() : fmt::format("({})", fmt::join(others, " "));
    if (option.value.repeats) text += "*";
    text += name;
    if (!option.value.name.empty() && name.starts_with("--")) text += "=";
    text += fmt::format("[{}]", zshPart(option.help));
    if (option.value.name.empty()) return text;
    return text + (option.valueIsOptional ? ":" : "") + zshValue(option.value);
}

std::vector<std::string> specifications(const ProgramHelp& program) {
    std::vector<std::string> result;
    for (const auto& option : program.options)
        for (const auto& name : option.names) result.push_back(optionSpecification(option, name));
    for (const auto& [help, value] : program.arguments) {
        if (value.repeats)
            result.push_back("*" + zshValue(value));
        else
            result.push_back((value.required ? "" : ":") + zshValue(value));
    }
    return result;
}

std::string argumentsCall(const std::vector<std::string>& specifications, const char* flags) {
    std::string call = fmt::format("    _arguments {}", flags);
    for (const auto& specification : specifications) call += " \\\n        " + singleQuoted(specification);
    return call + "\n";
}

/// After the command's name its own function goes on, with the words behind the name.
std::string commandsBody(const ProgramHelp& program, const std::string& words) {
    auto all = specifications(program);
    all.emplace_back("1:command:->command");
    all.emplace_back("*::argument:->argument");
    std::string names;
    std::string cases;
    for (const auto& command : program.commands) {
        const auto name = zshPart(command.name);
        names += fmt::format("                {}\n", singleQuoted(name + ":" + command.summary));
        cases +=
            fmt::format("                {}) {} ;;\n", command.name, completionFunction(words + " " + command.name));
    }
    return "    local curcontext=$curcontext state line\n    typeset -A opt_args\n" + argumentsCall(all, "-C") +
           "    case $state in\n        command)\n            local -a commands=(\n" + names +
           "            )\n            _describe command commands\n            ;;\n        argument)\n"
           "            case $line[1] in\n" +
           cases + "            esac\n            ;;\n    esac\n";
}

std::string functions(const ProgramHelp& program, const std::string& words) {
    std::string text;
    for (const auto& command : program.commands) text += functions(command, words + " " + command.name);
    return text + completionFunction(words) + "() {\n" +
           (program.commands.empty() ? argumentsCall(specifications(program), "-s") : commandsBody(program, words)) +
           "}\n\n";
}

} // namespace

std::string zshCompletion(const ProgramHelp& program) {
    return fmt::format("#compdef {0}\n# zsh completion for {0}, as `{0} --help-as zsh` prints it.\n\n", program.name) +
           functions(program, program.name) +
           fmt::format("if [[ $funcstack[1] == {0} ]]; then\n    {0} \"$@\"\nelse\n    compdef {0} {1}\nfi\n",
                       completionFunction(program.name), program.name);
}

} // namespace lightcl
