#include "compare/run_filter.h"

#include "base/error.h"
#include "compare/filter_tokens.h"
#include "compare/run_key.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <utility>
#include <vector>

namespace lightcl {

namespace {

/// What a key is compared with: its text in small letters, and the number that it is.
struct Operand {
    std::string text;
    std::optional<double> number;
};

std::optional<double> numberIn(const FigureValue& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::nullopt;
}

std::string textIn(const FigureValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return smallLetters(*text);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        return smallLetters(fmt::format("{}", fmt::join(*texts, ", ")));
    if (const auto number = numberIn(value)) return fmt::format("{}", *number);
    return {};
}

/// Below 0, 0 or above 0, as the value is smaller than the operand, equal or larger; absent where that cannot be said.
std::optional<int> order(const FigureValue& value, const Operand& operand) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    if (const auto number = numberIn(value)) {
        if (!operand.number) return std::nullopt;
        return *number < *operand.number ? -1 : *number > *operand.number ? 1 : 0;
    }
    return textIn(value).compare(operand.text);
}

bool isMethod(const RunKey& key) {
    return key.figure() != nullptr && key.figure()->kind == FigureKind::Method;
}

bool isFlag(const RunKey& key) {
    return key.figure() != nullptr && key.figure()->kind == FigureKind::Flag;
}

bool isNumber(const RunKey& key) {
    if (key.environment() != nullptr)
        return std::holds_alternative<std::int64_t RunEnvironment::*>(key.environment()->member);
    return key.figure() != nullptr && (isNumeric(*key.figure()) || isFlag(key));
}

/// A flag's number, for the words that people have for it.
std::optional<double> flagNumber(const std::string& text) {
    if (text == "true" || text == "yes") return 1;
    if (text == "false" || text == "no") return 0;
    return std::nullopt;
}

bool equals(const RunKey& key, const RunRecord& run, const Operand& operand) {
    // A list equals itself, and each text that it holds: tags = baseline.
    const FigureValue value = key.of(run);
    const auto isMeant = [&operand](const std::string& text) { return smallLetters(text) == operand.text; };
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value);
        texts && std::ranges::any_of(*texts, isMeant))
        return true;
    return order(value, operand) == 0;
}

bool has(const RunKey& key, const RunRecord& run) {
    return !std::holds_alternative<std::monostate>(key.of(run));
}

bool contains(const RunKey& key, const RunRecord& run, const Operand& operand) {
    const auto in = [&operand](const std::string& text) { return text.find(operand.text) != std::string::npos; };
    return has(key, run) && (in(textIn(key.of(run))) || (isMethod(key) && in(smallLetters(key.textOf(run)))));
}

RunFilter comparison(const RunKey& key, const std::string& sign, Operand operand) {
    const auto ordered = [key, operand](auto accepts) -> RunFilter {
        return [key, operand, accepts](const RunRecord& run) {
            const auto place = order(key.of(run), operand);
            return place && accepts(*place);
        };
    };
    if (sign == "<") return ordered([](int place) { return place < 0; });
    if (sign == "<=") return ordered([](int place) { return place <= 0; });
    if (sign == ">") return ordered([](int place) { return place > 0; });
    if (sign == ">=") return ordered([](int place) { return place >= 0; });
    if (sign == "~") return [key, operand](const RunRecord& run) { return contains(key, run, operand); };
    const bool wanted = sign == "=" || sign == "==";
    return
        [key, operand, wanted](const RunRecord& run) { return has(key, run) && equals(key, run, operand) == wanted; };
}

/// Reads the expression from left to right, a function for each rank of its operators.
class FilterParser {
public:
    explicit FilterParser(const std::string& expression) : tokens_(filterTokens(expression)) {}

    RunFilter all() {
        if (now().kind == FilterToken::Kind::End) return [](const RunRecord&) { return true; };
        RunFilter filter = either();
        if (now().kind != FilterToken::Kind::End) refuseToken(now(), "and, or, or the end");
        return filter;
    }

private:
    [[nodiscard]] const FilterToken& now() const { return tokens_[place_]; }
    FilterToken next() { return tokens_[place_ + 1 < tokens_.size() ? place_++ : place_]; }
    bool takes(std::string_view word) {
        if (!now().is(word)) return false;
        next();
        return true;
    }

    RunFilter either() {
        std::vector<RunFilter> parts = {both()};
        while (takes("or")) parts.push_back(both());
        if (parts.size() == 1) return parts.front();
        return [parts](const RunRecord& run) {
            return std::ranges::any_of(parts, [&run](const RunFilter& part) { return part(run); });
        };
    }

    RunFilter both() {
        std::vector<RunFilter> parts = {single()};
        while (takes("and")) parts.push_back(single());
        if (parts.size() == 1) return parts.front();
        return [parts](const RunRecord& run) {
            return std::ranges::all_of(parts, [&run](const RunFilter& part) { return part(run); });
        };
    }

    RunFilter single() {
        constexpr int deepest = 100;
        if (++depth_ > deepest) refuseToken(now(), fmt::format("no more than {} brackets and nots", deepest));
        RunFilter filter = takes("not")                            ? negated(single())
                           : now().kind == FilterToken::Kind::Open ? bracket()
                                                                   : compared();
        --depth_;
        return filter;
    }

    static RunFilter negated(RunFilter filter) {
        return [filter = std::move(filter)](const RunRecord& run) { return !filter(run); };
    }

    RunFilter bracket() {
        next();
        RunFilter filter = either();
        close("and, or, or )");
        return filter;
    }

    RunFilter compared() {
        const RunKey key = readKey();
        if (takes("in")) return oneOf(key);
        const FilterToken sign = next();
        if (sign.kind != FilterToken::Kind::Operator || sign.text == "!")
            refuseToken(sign, "one of = != < <= > >= ~ or in after " + key.name());
        return comparison(key, sign.text, readOperand(key, sign.text));
    }

    RunKey readKey() {
        const FilterToken token = next();
        if (token.kind != FilterToken::Kind::Word) refuseToken(token, "a figure of a run or a setting of its spec");
        try {
            return RunKey(token.text);
        } catch (const InputError& error) {
            throw FilterError(token.column, error.what());
        }
    }

    Operand readOperand(const RunKey& key, const std::string& sign) {
        const FilterToken token = next();
        if (token.kind != FilterToken::Kind::Word && token.kind != FilterToken::Kind::Quoted)
            refuseToken(token, fmt::format("a value after {} {}", key.name(), sign));
        Operand operand{smallLetters(token.text), filterNumber(token.text)};
        if (isFlag(key) && !operand.number) operand.number = flagNumber(operand.text);
        if (isFlag(key) && !operand.number) refuseToken(token, fmt::format("yes or no after {} {}", key.name(), sign));
        if (isNumber(key) && sign != "~" && !operand.number)
            refuseToken(token, fmt::format("a number, as {} is one", key.name()));
        return operand;
    }

    RunFilter oneOf(const RunKey& key) {
        if (now().kind != FilterToken::Kind::Open) refuseToken(now(), fmt::format("( after {} in", key.name()));
        std::vector<Operand> operands;
        do {
            next();
            operands.push_back(readOperand(key, "in"));
        } while (now().kind == FilterToken::Kind::Comma);
        close(", or )");
        return [key, operands](const RunRecord& run) {
            return std::ranges::any_of(
                operands, [&](const Operand& operand) { return has(key, run) && equals(key, run, operand); });
        };
    }

    void close(const std::string& expected) {
        if (now().kind != FilterToken::Kind::Close) refuseToken(now(), expected);
        next();
    }

    std::vector<FilterToken> tokens_;
    std::size_t place_ = 0;
    int depth_ = 0;
};

} // namespace

RunFilter parseRunFilter(const std::string& expression) {
    return FilterParser(expression).all();
}

bool isRunExpression(const std::string& text) {
    std::vector<FilterToken> tokens;
    try {
        tokens = filterTokens(text);
    } catch (const FilterError& error) { // a quote that does not end yet
        tokens = filterTokens(text.substr(0, error.column() - 1));
    }
    if (tokens.front().kind == FilterToken::Kind::Open) return true;
    if (tokens.size() > 2 && tokens.front().is("not")) return true;
    for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
        if (tokens[at].kind == FilterToken::Kind::Operator) return true;
        if (tokens[at].is("in") && tokens[at + 1].kind == FilterToken::Kind::Open) return true;
    }
    return false;
}

bool asksForArchived(const std::string& expression) {
    return std::ranges::any_of(filterTokens(expression), [](const FilterToken& token) { return token.is("archived"); });
}

} // namespace lightcl
