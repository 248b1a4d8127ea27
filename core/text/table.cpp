#include "text/table.h"

#include "text/display_width.h"
#include "text/printable.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <system_error>

namespace lightcl {

namespace {

/// A whole number or decimal, or a sign alone as listings have it for "none".
bool isNumberCell(std::string_view text) {
    if (text.size() <= 1) return true;
    double value = 0;
    if (text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// An apostrophe before it makes it a text. One that was there is told apart.
std::string asText(std::string_view text) {
    const bool computed = !text.empty() && std::string_view("=+-@'").find(text.front()) != std::string_view::npos;
    return computed && !isNumberCell(text) ? fmt::format("'{}", text) : std::string(text);
}

std::string csvField(std::string_view cell) {
    const std::string text = asText(printableLines(cell));
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char character : text) quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + "\"";
}

std::vector<std::size_t> columnWidths(const Table& table) {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        auto width = displayWidth(table.columns[column].title);
        for (const auto& row : table.rows) width = std::max(width, displayWidth(row[column]));
        widths.push_back(width);
    }
    return widths;
}

std::string textLine(const Table& table, const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) {
    std::string text;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        const std::string blanks(widths[column] - displayWidth(cells[column]), ' ');
        if (column > 0) text += "  ";
        text += table.columns[column].align == Table::Align::Left ? cells[column] + blanks : blanks + cells[column];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string htmlCell(std::string_view element, const Table::Column& column, const std::string& content) {
    const auto* style = column.align == Table::Align::Left ? " class=\"left wrap\"" : "";
    return fmt::format("<{0}{1}>{2}</{0}>", element, style, content);
}

} // namespace

std::string spreadsheetText(std::string_view cell) {
    return asText(cell);
}

void markBest(Table& table, std::size_t column, const std::vector<std::optional<double>>& values, bool higherIsBetter) {
    std::vector<double> ranked;
    for (const auto& value : values)
        if (value && !std::isnan(*value)) ranked.push_back(*value);
    if (ranked.size() < 2) return;
    const bool second = ranked.size() >= 3;
    std::sort(ranked.begin(), ranked.end());
    ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
    if (ranked.size() < 2) return;
    if (higherIsBetter) std::reverse(ranked.begin(), ranked.end());
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (values[row] == ranked[0]) table.mark(row, column, Table::Mark::Best);
        if (second && values[row] == ranked[1]) table.mark(row, column, Table::Mark::Second);
    }
}

std::string csvNumber(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

std::string toCsv(const Table& table) {
    std::string text;
    for (const auto& [title, align, group] : table.columns)
        text += (text.empty() ? "" : ",") + csvField(group.empty() ? title : group + ": " + title);
    text += "\n";
    for (const auto& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (column > 0) text += ",";
            text += csvField(row[column]);
        }
        text += "\n";
    }
    return text;
}

std::string toText(const Table& given) {
    Table table = given;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        table.columns[column].title = printable(given.heading(column));
    for (auto& row : table.rows)
        for (auto& cell : row) cell = printable(cell);
    const auto widths = columnWidths(table);
    std::vector<std::string> titles;
    std::vector<std::string> rules;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        titles.push_back(table.columns[column].title);
        std::string rule;
        for (std::size_t i = 0; i < widths[column]; ++i) rule += "─";
        rules.push_back(std::move(rule));
    }
    auto text = textLine(table, titles, widths) + textLine(table, rules, widths);
    for (const auto& row : table.rows) text += textLine(table, row, widths);
    return text;
}

std::string toHtml(const Table& table, const std::vector<std::string>& links) {
    std::string head;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        head += htmlCell("th", table.columns[column], htmlEscaped(table.heading(column)));
    std::string body;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        body += "<tr>";
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            std::string content = htmlEscaped(table.rows[row][column]);
            if (column == 0 && row < links.size())
                content = fmt::format("<a href=\"{}\">{}</a>", htmlEscaped(links[row]), content);
            body += htmlCell("td", table.columns[column], content);
        }
        body += "</tr>\n";
    }
    return fmt::format(
        "<div class=\"scroll\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n", head, body);
}

std::string htmlEscaped(std::string_view text) {
    std::string result;
    for (const char character : printableLines(text)) {
        switch (character) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            result += character;
        }
    }
    return result;
}

} // namespace lightcl
