#pragma once

#include <string>
#include <vector>

namespace lightcl {

/// A table in plain text: columns are as wide as their widest cell and two blanks apart; no line ends with blanks.
class TextTable {
public:
    enum class Align { Left, Right };

    void addColumn(std::string title, Align align = Align::Right);
    /// A row of one cell a column; missing ones are empty.
    void addRow(std::vector<std::string> cells);

    [[nodiscard]] bool empty() const { return rows_.empty(); }
    /// Titles, a rule and the rows, each line ended.
    [[nodiscard]] std::string text() const;

private:
    struct Column {
        std::string title;
        Align align;
    };

    [[nodiscard]] std::vector<std::size_t> widths() const;
    [[nodiscard]] std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

} // namespace lightcl
