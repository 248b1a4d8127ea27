#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A file of values between commas, without quotes, whose first line names the columns.
class CsvLines {
public:
    /// Reads it whole. Throws InputError, naming file and line, when it cannot be read, lacks one of the columns, or a
    /// line has another number of values.
    CsvLines(std::filesystem::path file, const std::vector<std::string>& expected);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] const std::string& text(std::size_t row, const std::string& column) const;
    /// Throws InputError when it is no number from `least` to `most`.
    [[nodiscard]] double number(std::size_t row, const std::string& column, double least, double most) const;
    [[nodiscard]] int whole(std::size_t row, const std::string& column) const;
    [[nodiscard]] const std::string& content() const { return content_; }

private:
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const;

    std::filesystem::path file_;
    std::string content_;
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// A number that is the whole text; nothing otherwise.
std::optional<double> wholeNumberText(std::string_view text);

} // namespace lightcl
