#include "text/shell_words.h"

#include "base/error.h"
#include "text/printable.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace lightcl {

namespace {

bool isPlainInShell(char character) {
    constexpr std::string_view plain = "/._-+,:@%";
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || plain.find(character) != std::string_view::npos;
}

} // namespace

std::string singleQuoted(const std::string& text) {
    std::string quoted = "'";
    for (const char character : text) quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return quoted + "'";
}

std::string completionFunction(const std::string& words) {
    std::string name = "_" + words;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

std::string shellQuoted(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isPlainInShell) ? text : singleQuoted(text);
}

std::string shellWords(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + shellQuoted(word);
    return line;
}

std::string sbatchQuoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\') quoted += '\\';
        quoted += character;
    }
    return quoted + "\"";
}

std::string sbatchPath(std::string_view path) {
    std::string escaped;
    for (const char character : path) escaped += character == '%' ? std::string("%%") : std::string(1, character);
    return escaped;
}

void requireOneLine(std::string_view text, std::string_view what) {
    const auto isControl = [](char character) {
        return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
    };
    if (std::any_of(text.begin(), text.end(), isControl))
        throw InputError(
            fmt::format("{}: expected one line without control characters, got {}", what, printable(text)));
}

} // namespace lightcl
