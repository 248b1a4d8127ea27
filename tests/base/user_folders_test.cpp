#include "base/user_folders.h"
#include "support/catch.h"

#include <cstdlib>
#include <optional>
#include <string>

using namespace lightcl;

namespace {

/// Sets a variable (nullptr: takes it away) until the test ends.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        value != nullptr ? setenv(name, value, 1) : unsetenv(name);
    }
    ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

} // namespace

TEST_CASE("the user's folders follow the XDG variables, or stand below HOME") {
    const Variable home("HOME", "/home/anna");
    const Variable data("XDG_DATA_HOME", "/data");
    const Variable cache("XDG_CACHE_HOME", "/cache");
    CHECK(dataHome() == "/data");
    CHECK(cacheHome() == "/cache");
    const Variable relativeData("XDG_DATA_HOME", "data");
    const Variable noCache("XDG_CACHE_HOME", nullptr);
    CHECK(dataHome() == "/home/anna/.local/share");
    CHECK(cacheHome() == "/home/anna/.cache");
    const Variable noHome("HOME", nullptr);
    CHECK(cacheHome().empty());
}
