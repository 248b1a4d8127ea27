#include "text/text_table.h"

#include "text/display_width.h"

#include <algorithm>

namespace lightcl {

void TextTable::addColumn(std::string title, Align align) {
    columns_.push_back({std::move(title), align});
}

void TextTable::addRow(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    rows_.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::widths() const {
    std::vector<std::size_t> result;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        auto width = displayWidth(columns_[column].title);
        for (const auto& row : rows_) width = std::max(width, displayWidth(row[column]));
        result.push_back(width);
    }
    return result;
}

std::string TextTable::line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
    std::string text;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const std::string blanks(widths[column] - displayWidth(cells[column]), ' ');
        if (column > 0) text += "  ";
        text += columns_[column].align == Align::Left ? cells[column] + blanks : blanks + cells[column];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string TextTable::text() const {
    const auto columnWidths = widths();
    std::vector<std::string> titles;
    std::vector<std::string> rules;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        titles.push_back(columns_[column].title);
        std::string rule;
        for (std::size_t i = 0; i < columnWidths[column]; ++i) rule += "─";
        rules.push_back(std::move(rule));
    }
    auto result = line(titles, columnWidths) + line(rules, columnWidths);
    for (const auto& row : rows_) result += line(row, columnWidths);
    return result;
}

} // namespace lightcl
