#include "text/shell_words.h"

#include <algorithm>
#include <cctype>

namespace lightcl {

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

} // namespace lightcl
