#include "exchange/csv_lines.h"

#include "base/error.h"
#include "text/printable.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <utility>

namespace lightcl {

namespace {

constexpr double kMostWhole = 1e6;

std::vector<std::string> valuesOf(std::string line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> values(1);
    for (const char c : line) {
        if (c == ',')
            values.emplace_back();
        else
            values.back() += c;
    }
    return values;
}

} // namespace

std::optional<double> wholeNumberText(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

CsvLines::CsvLines(std::filesystem::path file, const std::vector<std::string>& expected) : file_(std::move(file)) {
    std::ifstream stream(file_);
    if (!stream) throw InputError(fmt::format("{}: cannot be read; expected a CSV file", file_.string()));
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        content_ += line + '\n';
        auto values = valuesOf(line);
        if (++number == 1) {
            for (std::size_t i = 0; i < values.size(); ++i) columns_.emplace(values[i], i);
            for (const auto& column : expected)
                if (!columns_.contains(column))
                    refuse(1, fmt::format("expected the columns {}, got {}", fmt::join(expected, ","),
                                          printable(line.substr(0, 100))));
            continue;
        }
        if (values.size() != columns_.size())
            refuse(number, fmt::format("expected {} values, got {}", columns_.size(), values.size()));
        rows_.push_back(std::move(values));
    }
    if (number == 0) refuse(1, fmt::format("expected the columns {}, got nothing", fmt::join(expected, ",")));
}

void CsvLines::refuse(std::size_t line, const std::string& what) const {
    throw InputError(fmt::format("{}: line {}: {}", file_.string(), line, what));
}

const std::string& CsvLines::text(std::size_t row, const std::string& column) const {
    return rows_[row][columns_.at(column)];
}

double CsvLines::number(std::size_t row, const std::string& column, double least, double most) const {
    const auto value = wholeNumberText(text(row, column));
    if (!value || !(*value >= least && *value <= most))
        refuse(row + 2, fmt::format("{}: expected a number from {} to {}, got {}", column, least, most,
                                    printable(text(row, column).substr(0, 60))));
    return *value;
}

int CsvLines::whole(std::size_t row, const std::string& column) const {
    const double value = number(row, column, 0, kMostWhole);
    if (value != std::floor(value))
        refuse(row + 2, fmt::format("{}: expected a whole number, got {}", column, text(row, column)));
    return static_cast<int>(value);
}

} // namespace lightcl
