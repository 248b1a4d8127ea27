#pragma once

#include <filesystem>

namespace lightcl {

/// The variable's value as a path; empty where it is not set.
std::filesystem::path environmentPath(const char* variable);

/// The user's folders by the XDG rules, which ask to ignore relative paths: $XDG_DATA_HOME or ~/.local/share, and
/// $XDG_CACHE_HOME or ~/.cache. Empty where neither the variable nor HOME is an absolute path.
std::filesystem::path dataHome();
std::filesystem::path cacheHome();

} // namespace lightcl
