#include "report/html/html_table.h"

#include <fmt/format.h>

namespace lightcl {

std::string htmlEscaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
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

void HtmlTable::addColumn(std::string title, Align align) {
    columns_.push_back({std::move(title), align});
}

std::string HtmlTable::cell(std::string_view element, std::size_t column, const std::string& content) const {
    const auto* style = columns_[column].align == Align::Left ? " class=\"left wrap\"" : "";
    return fmt::format("<{0}{1}>{2}</{0}>", element, style, content);
}

void HtmlTable::addRow(const std::vector<std::string>& cells) {
    rows_ += "<tr>";
    for (std::size_t column = 0; column < cells.size(); ++column) rows_ += cell("td", column, cells[column]);
    rows_ += "</tr>\n";
}

std::string HtmlTable::text() const {
    std::string head;
    for (std::size_t column = 0; column < columns_.size(); ++column) head += cell("th", column, columns_[column].title);
    return fmt::format(
        "<div class=\"scroll\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n", head,
        rows_);
}

} // namespace lightcl
