#include "text/table_format.h"

#include "base/error.h"
#include "text/latex.h"
#include "text/markdown.h"
#include "text/printable.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// Cells in lines of tabs; none holds a tab or a line break, and none is computed by a spreadsheet.
std::string toTabs(const Table& given) {
    Table table = given;
    for (auto& row : table.rows)
        for (auto& cell : row) cell = printable(cell);
    std::string text;
    const auto addLine = [&](const std::vector<std::string>& cells) {
        for (std::size_t column = 0; column < cells.size(); ++column)
            text += (column > 0 ? "\t" : "") + spreadsheetText(cells[column]);
        text += "\n";
    };
    std::vector<std::string> titles;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        titles.push_back(printable(table.heading(column)));
    addLine(titles);
    for (const auto& row : table.rows) addLine(row);
    return text;
}

} // namespace

std::string writeTable(const Table& table, TableFormat format) {
    switch (format) {
    case TableFormat::Text:
        return toText(table);
    case TableFormat::Csv:
        return toCsv(table);
    case TableFormat::Tabs:
        return toTabs(table);
    case TableFormat::Markdown:
        return toMarkdown(table);
    case TableFormat::Latex:
        return "% Needs \\usepackage{booktabs}.\n" + toLatex(table);
    }
    return {};
}

TableFormat tableFormat(std::string_view name) {
    for (const auto& info : kTableFormats)
        if (info.name == name) return info.format;
    throw InputError(fmt::format("expected text, csv, tabs, markdown or latex, got \"{}\"", name));
}

} // namespace lightcl
