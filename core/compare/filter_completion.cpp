#include "compare/filter_completion.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "compare/filter_tokens.h"
#include "compare/run_key.h"
#include "figures/run_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <utility>

namespace lightcl {

namespace {

using TokenKind = FilterToken::Kind;
using Suggestions = std::vector<FilterSuggestion>;

constexpr std::size_t kMostValues = 40;

/// What comes next in an expression.
enum class Next { Key, Sign, ListOpen, Value, ListValue, ListEnd, Joint };

/// Where an expression stands after some of its tokens.
struct FilterPlace {
    Next next = Next::Key;
    std::string key;     ///< of the comparison that is under way
    int openings = 0;    ///< brackets that are not closed yet
    bool isLost = false; ///< it is no expression

    void take(const FilterToken& token);
};

void FilterPlace::take(const FilterToken& token) {
    switch (next) {
    case Next::Key:
        if (token.kind == TokenKind::Open) ++openings;
        if (token.kind != TokenKind::Word || token.is("not")) return;
        key = token.text;
        next = Next::Sign;
        return;
    case Next::Sign:
        next = token.is("in") ? Next::ListOpen : Next::Value;
        isLost = isLost || (next == Next::Value && token.kind != TokenKind::Operator);
        return;
    case Next::ListOpen:
        next = Next::ListValue;
        return;
    case Next::Value:
        next = Next::Joint;
        return;
    case Next::ListValue:
        next = Next::ListEnd;
        return;
    case Next::ListEnd:
        next = token.kind == TokenKind::Comma ? Next::ListValue : Next::Joint;
        return;
    case Next::Joint:
        if (token.kind == TokenKind::Close) --openings;
        if (token.kind == TokenKind::Word) next = Next::Key;
        return;
    }
}

/// The tokens before a place, with what begins a quoted text that does not end there.
struct FilterFront {
    std::vector<FilterToken> tokens;
    std::optional<std::size_t> quote; ///< where such a text begins
};

FilterFront frontOf(const std::string& expression, std::size_t cursor) {
    FilterFront front;
    std::string before = expression.substr(0, cursor);
    for (std::size_t place = 0; place < before.size(); ++place) {
        if (before[place] != '"' && before[place] != '\'') continue;
        const auto end = before.find(before[place], place + 1);
        if (end == std::string::npos) {
            front.quote = place;
            before.resize(place);
            break;
        }
        place = end;
    }
    front.tokens = filterTokens(before);
    front.tokens.pop_back(); // the end
    return front;
}

std::string helpOf(const RunKey& key) {
    if (key.figure() != nullptr) return std::string(key.figure()->help);
    if (key.environment() != nullptr) return std::string(key.environment()->title);
    return fmt::format("setting of the section {}", key.section());
}

Suggestions keySuggestions() {
    Suggestions all;
    for (const auto& name : runKeyNames()) all.push_back({name, helpOf(RunKey(name))});
    all.push_back({"not", "turns the next comparison round"});
    return all;
}

bool isTextKey(const RunKey& key) {
    if (key.figure() != nullptr) return !isNumeric(*key.figure()) && key.figure()->kind != FigureKind::Flag;
    return key.environment() == nullptr ||
           std::holds_alternative<std::string RunEnvironment::*>(key.environment()->member);
}

Suggestions signSuggestions(const std::string& name) {
    Suggestions all = {{"=", "is"}, {"!=", "is not"}};
    try {
        if (isTextKey(RunKey(name))) all.push_back({"~", "contains"});
    } catch (const InputError&) {
        return {}; // a word of another filter
    }
    for (const auto& [sign, help] :
         {std::pair("<", "less than"), {"<=", "at most"}, {">", "more than"}, {">=", "at least"}})
        all.push_back({sign, help});
    all.push_back({"in", "one of several, in brackets"});
    return all;
}

/// As an expression takes it: a text that is no word between quotes.
std::string quotedText(const std::string& text) {
    const bool isWord = !text.empty() && text.find_first_of(" \t=!<>~(),\"'") == std::string::npos;
    if (isWord) return text;
    const char quote = text.find('"') == std::string::npos ? '"' : '\'';
    return quote + text + quote;
}

void addValue(Suggestions& all, const std::string& text, const std::string& help) {
    const auto same = [&](const FilterSuggestion& known) { return known.text == text; };
    if (!text.empty() && std::ranges::none_of(all, same)) all.push_back({text, help});
}

/// The values that occur, the methods' names and states; none for results, of which every run has its own.
Suggestions valueSuggestions(const std::string& name, const std::vector<const RunRecord*>& runs) {
    Suggestions all;
    std::optional<RunKey> key;
    try {
        key.emplace(name);
    } catch (const InputError&) {
        return all;
    }
    const RunFigure* figure = key->figure();
    if (figure != nullptr && isResult(*figure)) return all;
    if (figure != nullptr && figure->kind == FigureKind::Flag) return {{"yes", ""}, {"no", ""}};
    std::set<std::string> occurring;
    for (const auto* run : runs) {
        const FigureValue value = key->of(*run);
        if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
            occurring.insert(texts->begin(), texts->end());
        else if (const auto* text = std::get_if<std::string>(&value))
            occurring.insert(*text);
        else
            occurring.insert(key->textOf(*run));
        if (occurring.size() > kMostValues) break;
    }
    occurring.erase(""); // of runs that have none
    for (const auto& value : occurring) addValue(all, quotedText(value), "");
    if (figure != nullptr && figure->kind == FigureKind::Method) {
        for (auto& known : all) known.help = methodTitle(known.text);
        for (const auto& method : catalog().methods()) addValue(all, method.name, method.title);
    }
    if (figure != nullptr && figure->kind == FigureKind::State)
        for (const RunState state :
             {RunState::Queued, RunState::Running, RunState::Done, RunState::Failed, RunState::Interrupted})
            addValue(all, std::string(toString(state)), "");
    return all;
}

Suggestions suggestionsAt(const FilterPlace& place, const std::vector<const RunRecord*>& runs) {
    if (place.isLost) return {};
    switch (place.next) {
    case Next::Key:
        return keySuggestions();
    case Next::Sign:
        return signSuggestions(place.key);
    case Next::ListOpen:
        return {{"(", "begins the list"}};
    case Next::Value:
    case Next::ListValue:
        return valueSuggestions(place.key, runs);
    case Next::ListEnd:
        return {{",", "another value"}, {")", "ends the list"}};
    case Next::Joint:
        break;
    }
    Suggestions all = {{"and", "both must hold"}, {"or", "either must hold"}};
    if (place.openings > 0) all.push_back({")", "closes the bracket"});
    return all;
}

bool beginsWith(const std::string& text, const std::string& part) {
    return smallLetters(text.substr(0, part.size())) == smallLetters(part);
}

/// A key may be asked for by its name behind the section: "buff" finds method.buffer_size where that is its only name.
bool isMeant(const FilterSuggestion& suggestion, const std::string& part) {
    const auto bare = suggestion.text.starts_with('"') || suggestion.text.starts_with('\'') ? suggestion.text.substr(1)
                                                                                            : suggestion.text;
    const auto dot = bare.find('.');
    return beginsWith(bare, part) || (dot != std::string::npos && beginsWith(bare.substr(dot + 1), part));
}

/// Whether the cursor stands behind a token that may still grow.
bool grows(const FilterToken& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::Operator;
}

} // namespace

FilterCompletion completeFilter(const std::string& expression, std::size_t cursor,
                                const std::vector<const RunRecord*>& runs) {
    cursor = std::min(cursor, expression.size());
    FilterFront front = frontOf(expression, cursor);
    FilterCompletion made{cursor, cursor, false, {}};
    std::string part;
    if (front.quote) {
        made.begin = *front.quote;
        part = expression.substr(*front.quote + 1, cursor - *front.quote - 1);
    } else if (!front.tokens.empty() && grows(front.tokens.back()) &&
               front.tokens.back().column - 1 + front.tokens.back().text.size() == cursor) {
        made.begin = front.tokens.back().column - 1;
        part = front.tokens.back().text;
        front.tokens.pop_back();
    }
    FilterPlace place;
    for (const auto& token : front.tokens) place.take(token);
    // A sign that cannot grow to another is done: what follows it is meant.
    if (place.next == Next::Sign && !part.empty() && part != "<" && part != ">" && part != "=" && part != "!" &&
        part.find_first_of("=<>~") != std::string::npos) {
        place.take({TokenKind::Operator, part, made.begin + 1});
        made.begin = cursor;
        part.clear();
    }
    for (auto& suggestion : suggestionsAt(place, runs)) {
        if (suggestion.text == part) made.isWhole = true;
        if (isMeant(suggestion, part) && suggestion.text != part) made.suggestions.push_back(std::move(suggestion));
    }
    return made;
}

} // namespace lightcl
