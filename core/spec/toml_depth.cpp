#include "spec/toml_depth.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr int kDeepestToml = 16;

class DepthWatch {
public:
    explicit DepthWatch(std::string_view text) : text_(text) {}

    int firstDeepLine() {
        while (place_ < text_.size()) {
            const char c = text_[place_];
            if (c == '#') {
                place_ = std::min(text_.find('\n', place_), text_.size());
            } else if (c == '"' || c == '\'') {
                passText(c);
            } else {
                if (!take(c)) return line();
                ++place_;
            }
        }
        return 0;
    }

private:
    /// False when the level is too deep.
    bool take(char c) {
        if (c == '.') return ++dots_ < kDeepestToml;
        if (c == '[' || c == '{') ++brackets_;
        if (c == ']' || c == '}') brackets_ = std::max(0, brackets_ - 1);
        const bool endsKey = c == '=' || c == ',' || c == '\n' || c == '[' || c == ']' || c == '{' || c == '}';
        if (endsKey) dots_ = 0;
        return brackets_ <= kDeepestToml;
    }

    /// Past "…", '…' or their form of three quotes over several lines.
    void passText(char quote) {
        const std::string_view three = quote == '"' ? R"(""")" : "'''";
        const bool isLong = text_.substr(place_, 3) == three;
        place_ += isLong ? 3 : 1;
        while (place_ < text_.size()) {
            const char c = text_[place_];
            if (c == '\\' && quote == '"') {
                place_ += 2;
                continue;
            }
            if (isLong ? text_.substr(place_, 3) == three : (c == quote || c == '\n')) break;
            ++place_;
        }
        place_ = std::min(place_ + (isLong ? 3 : 1), text_.size());
        // Up to two quotes more may stand before the three that end a long text.
        while (isLong && place_ < text_.size() && text_[place_] == quote) ++place_;
    }

    [[nodiscard]] int line() const {
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(place_);
        return 1 + static_cast<int>(std::count(text_.begin(), end, '\n'));
    }

    std::string_view text_;
    std::size_t place_ = 0;
    int dots_ = 0;
    int brackets_ = 0;
};

} // namespace

int lineOfDeepToml(std::string_view text) {
    return DepthWatch(text).firstDeepLine();
}

} // namespace lightcl
