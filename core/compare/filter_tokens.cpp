#include "compare/filter_tokens.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

bool isSpace(char letter) {
    return std::isspace(static_cast<unsigned char>(letter)) != 0;
}

bool endsWord(char letter) {
    return isSpace(letter) || std::string_view("=!<>~(),\"'").find(letter) != std::string_view::npos;
}

FilterToken quotedToken(const std::string& expression, std::size_t begin) {
    const auto end = expression.find(expression[begin], begin + 1);
    if (end == std::string::npos)
        throw FilterError(begin + 1,
                          "expected a text that ends with the quote it begins with, got " + expression.substr(begin));
    return {FilterToken::Kind::Quoted, expression.substr(begin + 1, end - begin - 1), begin + 1};
}

FilterToken operatorToken(const std::string& expression, std::size_t begin) {
    for (const std::string_view both : {"==", "!=", "<>", "<=", ">="})
        if (expression.compare(begin, 2, both) == 0) return {FilterToken::Kind::Operator, std::string(both), begin + 1};
    return {FilterToken::Kind::Operator, expression.substr(begin, 1), begin + 1};
}

FilterToken wordToken(const std::string& expression, std::size_t begin) {
    std::size_t end = begin;
    while (end < expression.size() && !endsWord(expression[end])) ++end;
    return {FilterToken::Kind::Word, expression.substr(begin, end - begin), begin + 1};
}

FilterToken tokenAt(const std::string& expression, std::size_t begin) {
    using Kind = FilterToken::Kind;
    switch (expression[begin]) {
    case '"':
    case '\'':
        return quotedToken(expression, begin);
    case '(':
        return {Kind::Open, "(", begin + 1};
    case ')':
        return {Kind::Close, ")", begin + 1};
    case ',':
        return {Kind::Comma, ",", begin + 1};
    default:
        return endsWord(expression[begin]) ? operatorToken(expression, begin) : wordToken(expression, begin);
    }
}

} // namespace

FilterError::FilterError(std::size_t column, const std::string& complaint)
    : InputError(fmt::format("filter: column {}: {}", column, complaint)), column_(column) {}

bool FilterToken::is(std::string_view word) const {
    return kind == Kind::Word && smallLetters(text) == word;
}

std::vector<FilterToken> filterTokens(const std::string& expression) {
    std::vector<FilterToken> tokens;
    for (std::size_t place = 0; place < expression.size();) {
        if (isSpace(expression[place])) {
            ++place;
            continue;
        }
        tokens.push_back(tokenAt(expression, place));
        place += tokens.back().text.size() + (tokens.back().kind == FilterToken::Kind::Quoted ? 2 : 0);
    }
    tokens.push_back({FilterToken::Kind::End, "", expression.size() + 1});
    return tokens;
}

void refuseToken(const FilterToken& token, const std::string& expected) {
    const bool atEnd = token.kind == FilterToken::Kind::End;
    throw FilterError(token.column,
                      fmt::format("expected {}, got {}", expected, atEnd ? "the end" : '"' + token.text + '"'));
}

std::string smallLetters(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::optional<double> filterNumber(const std::string& text) {
    static const std::map<std::string, double, std::less<>> units = {
        {"", 1},         {"%", 0.01},   {"b", 1},          {"kib", 0x1p10}, {"mib", 0x1p20},
        {"gib", 0x1p30}, {"kb", 1'000}, {"mb", 1'000'000}, {"gb", 1e9},
    };
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    const auto unit = units.find(smallLetters({end, text.data() + text.size()}));
    return unit == units.end() ? std::nullopt : std::optional(value * unit->second);
}

} // namespace lightcl
