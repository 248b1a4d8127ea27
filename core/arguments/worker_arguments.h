#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace lightcl {

/// What `lightcl-worker` is started with.
struct WorkerArguments {
    RunId run = 0;
    std::string database;
    int threads = 1;
    bool fromStart = false;
    std::int64_t budget = 0;      ///< bytes of memory; 0: as much as there is
    std::string device = "local"; ///< what its measurements are stored under
    std::string sysfs = "/sys";   ///< the folder of its meters
    bool floor = false;           ///< tells the process's floor, and trains nothing
    bool convolutions = false;    ///< with floor: of a network that has some
};

void addWorkerOptions(CLI::App& app, WorkerArguments& arguments);

/// Throws CLI::RequiredError where there is nothing to do: no run or no database, and no floor to tell.
void requireRun(const WorkerArguments& arguments);

} // namespace lightcl
