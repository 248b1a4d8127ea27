#include "report/text/csv_report.h"

#include "runs/summary_columns.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

struct FieldWriter {
    std::string operator()(std::monostate /*unmeasured*/) const { return {}; }
    std::string operator()(const std::string& text) const { return csvField(text); }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); } // the shortest that reads the same
};

} // namespace

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char character : text) quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + "\"";
}

std::string csvReport(const std::vector<RunSummary>& runs) {
    std::string text;
    for (const auto& column : summaryColumns()) text += (text.empty() ? "" : ",") + std::string(column.name);
    text += "\r\n";
    for (const auto& run : runs) {
        std::string separator;
        for (const auto& column : summaryColumns()) {
            text += separator + std::visit(FieldWriter{}, column.value(run));
            separator = ",";
        }
        text += "\r\n";
    }
    return text;
}

} // namespace lightcl
