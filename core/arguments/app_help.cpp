#include "arguments/app_help.h"

#include "running/help_values.h"
#include "text/help_form.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <string>

namespace lightcl {

namespace {

/// What stands between two marks, or nothing.
std::string between(const std::string& text, char open, char close) {
    const auto begin = text.find(open);
    const auto end = begin == std::string::npos ? begin : text.find(close, begin);
    return end == std::string::npos ? std::string() : text.substr(begin + 1, end - begin - 1);
}

/// CLI11 appends to a type's name what its checks expect: "N:INT in [1 - 1024]", "FORMAT:{text,csv}".
HelpValue valueOf(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    const auto colon = std::min(type.find(':'), type.size());
    HelpValue value = helpValue(type.substr(0, colon));
    const std::string checks = type.substr(colon);
    if (const auto words = between(checks, '{', '}'); !words.empty() && value.choices.empty())
        value.choices = CLI::detail::split(words, ',');
    if (auto range = between(checks, '[', ']'); !range.empty()) {
        const auto dash = range.find(" - ");
        value.range = dash == std::string::npos ? range : range.substr(0, dash) + " to " + range.substr(dash + 3);
    }
    value.initial = option.get_default_str();
    value.required = option.get_required();
    value.repeats = option.get_items_expected_max() > 1;
    return value;
}

HelpOption optionOf(const CLI::Option& option) {
    HelpOption result;
    for (const auto& name : option.get_snames()) result.names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) result.names.push_back("--" + name);
    result.help = option.get_description();
    for (const auto* excluded : option.get_excludes()) result.excludes.push_back(excluded->get_name());
    std::sort(result.excludes.begin(), result.excludes.end());
    if (option.get_items_expected_max() == 0) return result; // a flag
    result.value = valueOf(option);
    result.valueIsOptional = option.get_items_expected_min() == 0;
    return result;
}

} // namespace

ProgramHelp helpOf(const CLI::App& program) {
    ProgramHelp help;
    help.name = program.get_name();
    help.summary = program.get_description();
    help.footer = program.get_footer();
    for (const auto* option : program.get_options()) {
        if (option->get_group().empty()) continue; // hidden
        if (option->get_positional())
            help.arguments.push_back({option->get_description(), valueOf(*option)});
        else
            help.options.push_back(optionOf(*option));
    }
    const auto commands =
        program.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
    std::transform(commands.begin(), commands.end(), std::back_inserter(help.commands),
                   [](const CLI::App* command) { return helpOf(*command); });
    return help;
}

void addHelpForms(CLI::App& program) {
    const auto print = [&program](const std::string& form) {
        std::string text = helpAs(helpOf(program), form);
        text.pop_back(); // CLI11 ends the line itself
        throw CLI::CallForVersion(text, 0);
    };
    program.add_option_function<std::string>("--" + std::string(kHelpFormOption), print, std::string(kHelpFormHelp))
        ->type_name(std::string(kHelpFormNames))
        ->check(CLI::IsMember(std::vector<std::string>(kHelpForms.begin(), kHelpForms.end())));
}

} // namespace lightcl
