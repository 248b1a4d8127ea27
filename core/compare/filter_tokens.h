#pragma once

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

/// The tokens in order, the last one End. Throws InputError for a quote that does not end.
std::vector<FilterToken> filterTokens(const std::string& expression);

/// "filter: column 7: expected …, got …", as an InputError.
[[noreturn]] void refuseToken(const FilterToken& token, const std::string& expected);

/// A text in small letters, as far as ASCII goes.
std::string smallLetters(std::string text);

/// A number, with its % or unit of bytes reckoned in: "200", "1e-3", "50%" (0.5), "64MiB".
std::optional<double> filterNumber(const std::string& text);

} // namespace lightcl
