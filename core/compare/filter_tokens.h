#pragma once

#include "base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A word, number, quoted text, operator or bracket of an expression.
struct FilterToken {
    enum class Kind { Word, Quoted, Operator, Open, Close, Comma, End };
    Kind kind = Kind::End;
    std::string text;       ///< without its quotes
    std::size_t column = 1; ///< where it begins, in bytes from 1

    /// Whether it is this word, in any case; a quoted one is none.
    [[nodiscard]] bool is(std::string_view word) const;
};

/// The tokens in order, the last one End. Throws FilterError for a quote that does not end.
std::vector<FilterToken> filterTokens(const std::string& expression);

/// What is wrong with an expression, and where.
class FilterError : public InputError {
public:
    /// The message is "filter: column 7: complaint".
    FilterError(std::size_t column, const std::string& complaint);
    [[nodiscard]] std::size_t column() const { return column_; } ///< in bytes from 1

private:
    std::size_t column_;
};

/// "filter: column 7: expected …, got …", as a FilterError.
[[noreturn]] void refuseToken(const FilterToken& token, const std::string& expected);

/// A text in small letters, as far as ASCII goes.
std::string smallLetters(std::string text);

/// A number, with its % or unit of bytes reckoned in: "200", "1e-3", "50%" (0.5), "64MiB".
std::optional<double> filterNumber(const std::string& text);

} // namespace lightcl
