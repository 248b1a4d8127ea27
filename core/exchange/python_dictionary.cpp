#include "exchange/python_dictionary.h"

#include "base/error.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// Reads from left to right.
class DictionaryReader {
public:
    explicit DictionaryReader(std::string_view text) : text_(text) {}

    std::map<std::string, std::string> read() {
        std::map<std::string, std::string> entries;
        expect('{');
        skipBlanks();
        while (!atEnd() && text_[at_] != '}') {
            if (!isQuote()) refuse("a key in quotes");
            const std::string key = quoted();
            expect(':');
            skipBlanks();
            entries[key] = isQuote() && isAlone() ? quoted() : plain();
            skipBlanks();
            if (atEnd()) refuse(", or }");
            if (text_[at_] == ',') ++at_;
            skipBlanks();
        }
        expect('}');
        skipBlanks();
        if (!atEnd()) refuse("the end of the line");
        return entries;
    }

private:
    [[nodiscard]] bool atEnd() const { return at_ >= text_.size(); }
    [[nodiscard]] bool isQuote() const { return !atEnd() && (text_[at_] == '\'' || text_[at_] == '"'); }

    [[noreturn]] void refuse(const std::string& expected) const {
        throw InputError(fmt::format("column {}: expected {}", at_ + 1, expected));
    }

    void skipBlanks() {
        while (!atEnd() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
    }

    void expect(char wanted) {
        skipBlanks();
        if (atEnd() || text_[at_] != wanted) refuse(std::string(1, wanted));
        ++at_;
    }

    std::string quoted() {
        const char quote = text_[at_++];
        std::string value;
        while (!atEnd() && text_[at_] != quote) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            value += text_[at_++];
        }
        if (atEnd()) refuse(fmt::format("{} at the text's end", quote));
        ++at_;
        return value;
    }

    /// Whether the quoted text that begins here is the whole value.
    [[nodiscard]] bool isAlone() const {
        DictionaryReader ahead = *this;
        ahead.quoted();
        ahead.skipBlanks();
        return ahead.atEnd() || ahead.text_[ahead.at_] == ',' || ahead.text_[ahead.at_] == '}';
    }

    /// Up to the comma or bracket that ends the entry; brackets and quotes within count.
    std::string plain() {
        const std::size_t start = at_;
        int depth = 0;
        while (!atEnd()) {
            const char c = text_[at_];
            if (depth == 0 && (c == ',' || c == '}')) break;
            if (c == '(' || c == '[' || c == '{') ++depth;
            if (c == ')' || c == ']' || c == '}') --depth;
            if (isQuote())
                quoted();
            else
                ++at_;
        }
        if (at_ == start) refuse("a value");
        return std::string(text_.substr(start, at_ - start));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

std::map<std::string, std::string> pythonDictionary(std::string_view text) {
    return DictionaryReader(text).read();
}

} // namespace lightcl
