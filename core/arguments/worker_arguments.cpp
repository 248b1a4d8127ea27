#include "arguments/worker_arguments.h"

#include <CLI/CLI.hpp>

namespace lightcl {

void addWorkerOptions(CLI::App& app, WorkerArguments& arguments) {
    app.add_option("run", arguments.run, "the run's number")->type_name("RUN")->check(CLI::PositiveNumber);
    app.add_option("--db", arguments.database, "the workbench database")->type_name("FILE");
    app.add_option("--threads", arguments.threads, "threads for tensor operations")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    app.add_flag("--from-start", arguments.fromStart, "drop what the run has learnt and measured so far");
    app.add_option("--budget", arguments.budget, "memory that this process may need, in bytes")
        ->type_name("BYTES")
        ->check(CLI::PositiveNumber);
    app.add_option("--device", arguments.device, "what this device's measurements are stored under")->type_name("NAME");
    app.add_option("--sysfs", arguments.sysfs, "the folder of the device's meters, /sys by default")
        ->type_name("FOLDER");
    app.add_flag("--floor", arguments.floor, "print what the process needs beside training's tensors, in bytes");
    app.add_flag("--convolutions", arguments.convolutions, "with --floor: of a network that has convolutions");
}

void requireRun(const WorkerArguments& arguments) {
    if (arguments.floor) return;
    if (arguments.run == 0) throw CLI::RequiredError("run");
    if (arguments.database.empty()) throw CLI::RequiredError("--db");
}

} // namespace lightcl
