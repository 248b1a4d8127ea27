#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// Text with HTML's special characters escaped, fit for content and attributes.
std::string htmlEscaped(std::string_view text);

/// A table in HTML that scrolls sideways where it is too wide. Cells are HTML, so text in them must be escaped.
class HtmlTable {
public:
    enum class Align { Left, Right };

    void addColumn(std::string title, Align align = Align::Right);
    void addRow(const std::vector<std::string>& cells);
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] std::string cell(std::string_view element, std::size_t column, const std::string& content) const;

    struct Column {
        std::string title;
        Align align;
    };

    std::vector<Column> columns_;
    std::string rows_;
};

} // namespace lightcl
