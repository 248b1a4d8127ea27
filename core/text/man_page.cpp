#include "text/man_page.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utility>

namespace lightcl {

namespace {

constexpr std::array<std::string_view, 3> kManuals = {"lightcl", "lightcl-workbench", "lightcl-worker"};

std::string roffCharacter(char character) {
    switch (character) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '"':
        return "\\(dq";
    case '\'':
        return "\\(aq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    default:
        return {character};
    }
}

/// The UTF-8 sequence at the text's begin, which roff reads as bytes, by its code point; and how long it is.
std::pair<std::string, std::size_t> roffSequence(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned code = lead & (0xFFU >> (length + 1));
    for (std::size_t at = 1; at < std::min(length, text.size()); ++at)
        code = code << 6U | (static_cast<unsigned char>(text[at]) & 0x3FU);
    return {fmt::format("\\[u{:04X}]", code), std::min(length, text.size())};
}

std::string bold(std::string_view text) {
    return fmt::format("\\fB{}\\fR", toRoff(text));
}

std::string italic(std::string_view text) {
    return fmt::format("\\fI{}\\fR", toRoff(text));
}

/// A line of text; a period that begins it is no request.
std::string roffLine(std::string_view text) {
    return (text.starts_with('.') ? "\\&" : "") + toRoff(text) + "\n";
}

/// Lines are filled anew, a blank one begins a paragraph.
std::string roffParagraphs(const std::string& text) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        result += end == begin ? ".PP\n" : roffLine(std::string_view(text).substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

std::string optional(bool isOptional, const std::string& text) {
    return isOptional ? "[" + text + "]" : text;
}

std::string synopsisOf(const ProgramHelp& program, const std::string& words) {
    std::string line = bold(words);
    if (!program.options.empty()) line += " [" + italic("OPTION") + "]...";
    if (!program.commands.empty()) line += " " + italic("COMMAND");
    for (const auto& [help, value] : program.arguments)
        line += " " + optional(!value.required, italic(value.name)) + (value.repeats ? "..." : "");
    return line;
}

/// What the help text leaves to the type, in brackets behind it.
std::string detailsOf(const HelpValue& value, const std::vector<std::string>& excludes) {
    std::vector<std::string> details;
    if (value.required) details.emplace_back("required");
    if (!value.range.empty()) details.push_back(value.range);
    if (!value.initial.empty()) details.push_back("by default " + value.initial);
    if (!excludes.empty()) details.push_back(fmt::format("not beside {}", fmt::join(excludes, ", ")));
    return details.empty() ? std::string() : fmt::format(" ({})", fmt::join(details, "; "));
}

std::string entry(const std::string& head, const std::string& text) {
    return ".TP\n" + head + "\n" + roffLine(text);
}

std::string optionEntry(const HelpOption& option) {
    std::vector<std::string> names;
    std::transform(option.names.begin(), option.names.end(), std::back_inserter(names), bold);
    std::string head = fmt::format("{}", fmt::join(names, ", "));
    if (!option.value.name.empty()) head += " " + optional(option.valueIsOptional, italic(option.value.name));
    return entry(head, option.help + detailsOf(option.value, option.excludes));
}

bool isHelpOption(const HelpOption& option) {
    return std::find(option.names.begin(), option.names.end(), "--help") != option.names.end();
}

std::string entriesOf(const ProgramHelp& program, bool withHelp) {
    std::string text;
    for (const auto& [help, value] : program.arguments) text += entry(italic(value.name), help + detailsOf(value, {}));
    for (const auto& option : program.options)
        if (withHelp || !isHelpOption(option)) text += optionEntry(option);
    return text;
}

/// Each command explains --help alike, so that is left to the program's own options.
std::string commandSections(const ProgramHelp& program, const std::string& words) {
    std::string text;
    for (const auto& command : program.commands) {
        const std::string name = words + " " + command.name;
        text += fmt::format(".SS \"{}\"\n", synopsisOf(command, name));
        text += roffLine(command.summary + ".") + entriesOf(command, false);
        if (!command.footer.empty()) text += ".PP\n" + roffParagraphs(command.footer);
        text += commandSections(command, name);
    }
    return text;
}

std::string seeAlso(const std::string& name) {
    std::string text;
    for (const auto manual : kManuals)
        if (manual != name) text += fmt::format("{}.BR {} (1)", text.empty() ? "" : ",\n", toRoff(manual));
    return ".SH \"SEE ALSO\"\n" + text + "\n";
}

std::string withoutPeriod(std::string text) {
    if (text.ends_with('.')) text.pop_back();
    return text;
}

} // namespace

std::string toRoff(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto end = text.front() == '`' ? text.find('`', 1) : std::string_view::npos;
        if (end != std::string_view::npos) {
            result += bold(text.substr(1, end - 1));
            text.remove_prefix(end + 1);
        } else if (static_cast<unsigned char>(text.front()) >= 0x80) {
            const auto [sequence, length] = roffSequence(text);
            result += sequence;
            text.remove_prefix(length);
        } else {
            result += roffCharacter(text.front());
            text.remove_prefix(1);
        }
    }
    return result;
}

std::string manPage(const ProgramHelp& program) {
    std::string title = program.name;
    std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return std::toupper(c); });
    std::string page =
        fmt::format(".TH \"{}\" 1 \"\" \"LightCL Workbench {}\" \"User Commands\"\n", toRoff(title), LIGHTCL_VERSION);
    page += fmt::format(".SH NAME\n{} \\- {}\n", toRoff(program.name), toRoff(withoutPeriod(program.summary)));
    page += fmt::format(".SH SYNOPSIS\n{}\n", synopsisOf(program, program.name));
    page += ".SH DESCRIPTION\n" + roffLine(program.summary);
    if (!program.footer.empty()) page += ".PP\n" + roffParagraphs(program.footer);
    page += ".SH OPTIONS\n" + entriesOf(program, true);
    if (!program.commands.empty()) page += ".SH COMMANDS\n" + commandSections(program, program.name);
    return page + seeAlso(program.name);
}

} // namespace lightcl
