#include "cli/display/catalog_text.h"

#include "text/table.h"

#include <fmt/format.h>
#include <sstream>

namespace lightcl {

namespace {

std::string indented(const std::string& text, const std::string& indent) {
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) result += indent + line + "\n";
    return result;
}

} // namespace

std::string entryHeading(const std::string& name, const std::string& title, const std::string& help,
                         const std::string& source) {
    auto text = fmt::format("{}: {}\n  {}\n", name, title, help);
    if (!source.empty()) text += fmt::format("  Source: {}\n", source);
    return text;
}

std::string parameterTable(const std::vector<ParameterInfo>& parameters) {
    if (parameters.empty()) return {};
    Table table;
    for (const auto* title : {"parameter", "default", "expected", "meaning"})
        table.addColumn(title, Table::Align::Left);
    for (const auto& parameter : parameters) {
        table.addRow({parameter.name, toText(parameter.defaultValue), parameter.expectation(), parameter.help});
    }
    return indented(toText(table), "    ");
}

} // namespace lightcl
