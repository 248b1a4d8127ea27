#include "text/table.h"

#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char character : text) quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + "\"";
}

} // namespace

std::string csvNumber(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

std::string toCsv(const Table& table) {
    std::string text;
    for (const auto& column : table.columns) text += (text.empty() ? "" : ",") + csvField(column.title);
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

} // namespace lightcl
