#include "running/worker_launch.h"

#include "base/error.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <iterator>
#include <sstream>
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

fs::path requireProgram(const fs::path& file, const char* origin) {
    if (isExecutable(file)) return file;
    throw Error(fmt::format("{}: expected the training program here{}, found none", file.string(), origin));
}

fs::path findBeside(const std::string& name, const char* what) {
    const auto folder = executableFolder();
    if (isExecutable(folder / name)) return folder / name;
    if (auto found = findInPath(name); !found.empty()) return found;
    throw Error(
        fmt::format("{}: the {} was not found beside this one in {} nor in $PATH", name, what, folder.string()));
}

} // namespace

ProcessCommand::Variables ProcessCommand::additions() const {
    Variables unset;
    std::copy_if(environment.begin(), environment.end(), std::back_inserter(unset),
                 [](const auto& variable) { return std::getenv(variable.first.c_str()) == nullptr; });
    return unset;
}

fs::path executableFolder() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

fs::path findWorkerProgram(const fs::path& chosen) {
    if (!chosen.empty()) return requireProgram(chosen, "");
    const char* set = std::getenv("LIGHTCL_WORKER");
    if (set != nullptr && *set != '\0') return requireProgram(set, ", as $LIGHTCL_WORKER says");
    return findBeside("lightcl-worker", "training program");
}

fs::path findCommandLineProgram() {
    return findBeside("lightcl", "command line");
}

ProcessCommand workerCommand(const fs::path& worker, const RunJob& job, const fs::path& database) {
    std::vector<std::string> arguments = {std::to_string(job.run), "--db", database.string(), "--threads",
                                          std::to_string(job.threads)};
    if (job.fromStart) arguments.emplace_back("--from-start");
    if (job.budget > 0) arguments.insert(arguments.end(), {"--budget", std::to_string(job.budget)});
    return {.program = worker.string(),
            .arguments = std::move(arguments),
            // Idle threads that spin would take the cores from the runs beside them.
            .environment = {{"OMP_WAIT_POLICY", "passive"}}};
}

} // namespace lightcl
