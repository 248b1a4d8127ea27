#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lightcl {

/// A table as text: what a listing, a report or a plot's CSV file is written from.
struct Table {
    enum class Align { Left, Right };
    struct Column {
        std::string title;
        Align align = Align::Right;
        std::string group = {}; ///< what stands over it and its neighbours of the same group
    };

    void addColumn(std::string title, Align align = Align::Right, std::string group = {}) {
        columns.push_back({std::move(title), align, std::move(group)});
    }
    /// A row of one cell a column; missing ones are empty.
    void addRow(std::vector<std::string> cells) {
        cells.resize(columns.size());
        rows.push_back(std::move(cells));
    }

    /// Whether a column stands in the same group as the one before it.
    [[nodiscard]] bool continuesGroup(std::size_t column) const {
        return column > 0 && !columns[column].group.empty() && columns[column].group == columns[column - 1].group;
    }
    /// A column's title in one line: "Split MNIST: MiB" where a group begins.
    [[nodiscard]] std::string heading(std::size_t column) const {
        const auto& [title, align, group] = columns[column];
        return group.empty() || continuesGroup(column) ? title : group + ": " + title;
    }

    /// What a cell is among those of its column: for writers that can show it (LaTeX, Markdown).
    enum class Mark { None, Best, Second, Significant };
    void mark(std::size_t row, std::size_t column, Mark mark) { marks[{row, column}] = mark; }
    [[nodiscard]] Mark markOf(std::size_t row, std::size_t column) const {
        const auto found = marks.find({row, column});
        return found == marks.end() ? Mark::None : found->second;
    }

    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    std::map<std::pair<std::size_t, std::size_t>, Mark> marks; ///< by row and column
};

/// Marks the best of a column's values, one a row, and the second best where there are at least three; equal ones are
/// marked alike. Fewer than two values are not ranked.
void markBest(Table& table, std::size_t column, const std::vector<std::optional<double>>& values, bool higherIsBetter);

/// A number with as many digits as bring back the same number; empty when it is none (NaN).
std::string csvNumber(double value);

/// Titles and rows after RFC 4180, but with a plain line feed at each line's end; cells with a comma, quote or line
/// break are quoted. A cell that a spreadsheet would compute (it begins with = + - @ and is no number) gets an
/// apostrophe before it, and so does one that begins with an apostrophe. Here and below, printable() is applied.
std::string toCsv(const Table& table);

/// A cell as a spreadsheet must get it to take it as text, as above.
std::string spreadsheetText(std::string_view cell);

/// In plain text: titles, a rule and the rows, each line ended. Columns are as wide as their widest cell and two blanks
/// apart; no line ends with blanks.
std::string toText(const Table& table);

/// As a table in HTML that scrolls sideways where it is too wide; what means something to HTML is escaped. `links`, if
/// there are any, one a row: where the row's first cell leads.
std::string toHtml(const Table& table, const std::vector<std::string>& links = {});
/// Text with HTML's special characters escaped, fit for content and attributes.
std::string htmlEscaped(std::string_view text);

} // namespace lightcl
