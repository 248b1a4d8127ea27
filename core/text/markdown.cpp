#include "text/markdown.h"

#include "text/printable.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

std::string markdownCell(const std::string& cell, Table::Mark mark) {
    const auto text = markdownEscaped(cell);
    switch (mark) {
    case Table::Mark::Best:
        return "**" + text + "**";
    case Table::Mark::Second:
        return "<u>" + text + "</u>";
    case Table::Mark::Significant:
        return text + "\\*";
    case Table::Mark::None:
        break;
    }
    return text;
}

} // namespace

std::string markdownEscaped(std::string_view text) {
    std::string escaped;
    for (const char character : printable(text)) {
        if (std::string_view("\\|*_`<>[]#").find(character) != std::string_view::npos) escaped += '\\';
        escaped += character;
    }
    return escaped;
}

std::string toMarkdown(const Table& table) {
    std::string text = "|";
    std::string rule = "|";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        text += fmt::format(" {} |", markdownEscaped(table.heading(column)));
        rule += table.columns[column].align == Table::Align::Left ? " :--- |" : " ---: |";
    }
    text += "\n" + rule + "\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        text += "|";
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            text += fmt::format(" {} |", markdownCell(table.rows[row][column], table.markOf(row, column)));
        text += "\n";
    }
    return text;
}

} // namespace lightcl
