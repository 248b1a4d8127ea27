#pragma once

#include "running/run_queue.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// A program with its arguments, and what is added to our environment for it.
struct ProcessCommand {
    using Variables = std::vector<std::pair<std::string, std::string>>;

    std::string program; ///< a path
    std::vector<std::string> arguments;
    Variables environment;

    /// Those of `environment` that are not set here: what a user has set is left as it is.
    [[nodiscard]] Variables additions() const;
};

/// The program that trains one run: `chosen` when it is given, else $LIGHTCL_WORKER when that is set, else
/// `lightcl-worker` beside this executable, else the first in $PATH. Throws Error, one line, when it is not there.
std::filesystem::path findWorkerProgram(const std::filesystem::path& chosen = {});
/// `lightcl`, the command line, likewise.
std::filesystem::path findCommandLineProgram();

/// The folder of the executable that runs now.
std::filesystem::path executableFolder();

/// How a worker is started, whoever starts it.
ProcessCommand workerCommand(const std::filesystem::path& worker, const RunJob& job,
                             const std::filesystem::path& database);

} // namespace lightcl
