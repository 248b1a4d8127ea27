#include "text/latex.h"

#include "text/printable.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <system_error>
#include <utility>
#include <vector>

namespace lightcl {

namespace {

constexpr std::string_view kPlusMinus = " ± ";

bool isDecimal(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && text.find('.') != std::string_view::npos;
}

/// A formula or a text as its mark wants it.
std::string marked(const std::string& content, bool formula, Table::Mark mark) {
    const auto shown = [&](const char* command) { return fmt::format("\\{}{{{}}}", command, content); };
    std::string text = content;
    if (mark == Table::Mark::Best) text = shown(formula ? "mathbf" : "textbf");
    if (mark == Table::Mark::Second) text = shown("underline");
    if (formula) return fmt::format("${}{}$", text, mark == Table::Mark::Significant ? "^{*}" : "");
    return text + (mark == Table::Mark::Significant ? "$^{*}$" : "");
}

std::string latexCell(const std::string& cell, Table::Mark mark) {
    if (cell == "-") return "--";
    if (isDecimal(cell)) return marked(cell, true, mark);
    const auto between = cell.find(kPlusMinus);
    if (between == std::string::npos) return marked(latexEscaped(cell), false, mark);
    const auto deviation = cell.substr(between + kPlusMinus.size());
    if (!isDecimal(cell.substr(0, between)) || !isDecimal(deviation)) return marked(latexEscaped(cell), false, mark);
    return marked(fmt::format("{} \\pm {}", cell.substr(0, between), deviation), true, mark);
}

/// The raised digits that a text begins with, as plain ones, and how many bytes they take.
std::pair<std::string, std::size_t> exponentAt(std::string_view text) {
    const std::size_t whole = text.size();
    const auto next = [&] {
        return std::find_if(kRaisedDigits.begin(), kRaisedDigits.end(),
                            [&](std::string_view digit) { return text.starts_with(digit); });
    };
    std::string digits;
    for (auto digit = next(); digit != kRaisedDigits.end(); digit = next()) {
        digits += static_cast<char>('0' + (digit - kRaisedDigits.begin()));
        text.remove_prefix(digit->size());
    }
    return {digits, whole - text.size()};
}

/// Escaped, with "10¹⁵" as a formula; a full stop ends no sentence in a title.
std::string latexTitle(std::string_view title) {
    const std::string escaped = latexEscaped(title);
    std::string text;
    for (std::size_t at = 0; at < escaped.size();) {
        const std::string_view rest = std::string_view(escaped).substr(at);
        const auto [exponent, bytes] = exponentAt(rest.starts_with("10") ? rest.substr(2) : std::string_view());
        if (bytes > 0) {
            text += "$10^{" + exponent + "}$";
            at += 2 + bytes;
            continue;
        }
        text += rest.starts_with(". ") ? ".\\" : std::string(1, rest.front());
        ++at;
    }
    return text;
}

std::string latexLine(const std::vector<std::string>& cells) {
    return fmt::format("    {} \\\\\n", fmt::join(cells, " & "));
}

/// The groups' names over their columns, and a rule below each; nothing without groups.
std::string latexGroups(const Table& table) {
    std::string names, rules;
    for (std::size_t first = 0; first < table.columns.size();) {
        std::size_t end = first + 1;
        while (end < table.columns.size() && table.continuesGroup(end)) ++end;
        if (first > 0) names += "& ";
        if (const auto& group = table.columns[first].group; !group.empty()) {
            names += fmt::format("\\multicolumn{{{}}}{{c}}{{{}}} ", end - first, latexEscaped(group));
            rules += fmt::format("{}\\cmidrule(lr){{{}-{}}}", rules.empty() ? "" : " ", first + 1, end);
        }
        first = end;
    }
    return rules.empty() ? "" : fmt::format("    {}\\\\\n    {}\n", names, rules);
}

} // namespace

std::string latexEscaped(std::string_view text) {
    std::string result;
    for (const char character : printable(text)) {
        switch (character) {
        case '<':
            result += "\\textless{}";
            break;
        case '>':
            result += "\\textgreater{}";
            break;
        case '|':
            result += "\\textbar{}";
            break;
        case '\\':
            result += "\\textbackslash{}";
            break;
        case '~':
            result += "\\textasciitilde{}";
            break;
        case '^':
            result += "\\textasciicircum{}";
            break;
        case '&':
        case '%':
        case '$':
        case '#':
        case '_':
        case '{':
        case '}':
            result += '\\';
            [[fallthrough]];
        default:
            result += character;
        }
    }
    return result;
}

std::string toLatex(const Table& table) {
    std::string alignment;
    std::vector<std::string> titles;
    for (const auto& column : table.columns) {
        alignment += column.align == Table::Align::Left ? 'l' : 'r';
        titles.push_back(latexTitle(column.title));
    }
    std::string text = fmt::format("  \\begin{{tabular}}{{{}}}\n    \\toprule\n{}{}    \\midrule\n", alignment,
                                   latexGroups(table), latexLine(titles));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            cells.push_back(latexCell(table.rows[row][column], table.markOf(row, column)));
        text += latexLine(cells);
    }
    return text + "    \\bottomrule\n  \\end{tabular}\n";
}

} // namespace lightcl
