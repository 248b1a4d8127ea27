#include "base/user_folders.h"

#include <cstdlib>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

fs::path userFolder(const char* variable, const fs::path& belowHome) {
    fs::path given = environmentPath(variable);
    if (given.is_absolute()) return given;
    const fs::path home = environmentPath("HOME");
    return home.is_absolute() ? home / belowHome : fs::path();
}

} // namespace

fs::path environmentPath(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr ? fs::path(value) : fs::path();
}

fs::path dataHome() {
    return userFolder("XDG_DATA_HOME", fs::path(".local") / "share");
}

fs::path cacheHome() {
    return userFolder("XDG_CACHE_HOME", ".cache");
}

fs::path configHome() {
    return userFolder("XDG_CONFIG_HOME", ".config");
}

} // namespace lightcl
