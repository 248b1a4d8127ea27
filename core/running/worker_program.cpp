#include "running/worker_program.h"

#include "base/error.h"

#include <cstdlib>
#include <fmt/format.h>
#include <sstream>
#include <string>
#include <unistd.h>

namespace lightcl {

namespace {

namespace fs = std::filesystem;

bool isExecutable(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && access(file.c_str(), X_OK) == 0;
}

fs::path findInPath(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (!folder.empty() && isExecutable(fs::path(folder) / name)) return fs::path(folder) / name;
    return {};
}

} // namespace

fs::path executableFolder() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

fs::path findWorkerProgram() {
    const char* chosen = std::getenv("LIGHTCL_WORKER");
    if (chosen != nullptr && *chosen != '\0') return chosen;
    const std::string name = "lightcl-worker";
    const auto folder = executableFolder();
    if (isExecutable(folder / name)) return folder / name;
    if (auto found = findInPath(name); !found.empty()) return found;
    throw Error(
        fmt::format("{}: the training program was not found beside lightcl in {} nor in $PATH", name, folder.string()));
}

} // namespace lightcl
