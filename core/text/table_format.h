#pragma once

#include "text/table.h"

#include <array>
#include <string>
#include <string_view>

namespace lightcl {

/// As what a table can be written. Csv is safe for spreadsheets (toCsv); Tabs are for pasting into one.
enum class TableFormat { Text, Csv, Tabs, Markdown, Latex };

struct TableFormatInfo {
    TableFormat format;
    std::string_view name;  ///< on the command line
    std::string_view title; ///< for people
};
inline constexpr std::array kTableFormats = {TableFormatInfo{TableFormat::Text, "text", "Plain text"},
                                             TableFormatInfo{TableFormat::Csv, "csv", "CSV"},
                                             TableFormatInfo{TableFormat::Tabs, "tabs", "Tab-separated"},
                                             TableFormatInfo{TableFormat::Markdown, "markdown", "Markdown"},
                                             TableFormatInfo{TableFormat::Latex, "latex", "LaTeX (booktabs)"}};

std::string writeTable(const Table& table, TableFormat format);
/// The format of that name, which must be one.
TableFormat tableFormat(std::string_view name);

} // namespace lightcl
