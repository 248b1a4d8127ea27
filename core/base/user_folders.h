#pragma once

#include <filesystem>

namespace lightcl {

/// The variable's value as a path; empty where it is not set.
std::filesystem::path environmentPath(const char* variable);

/// The user's folders by the XDG rules, which ask to ignore relative paths: $XDG_DATA_HOME or ~/.local/share,
/// $XDG_CACHE_HOME or ~/.cache, and $XDG_CONFIG_HOME or ~/.config. Empty where neither the variable nor HOME is an
/// absolute path.
std::filesystem::path dataHome();
std::filesystem::path cacheHome();
std::filesystem::path configHome();

} // namespace lightcl
