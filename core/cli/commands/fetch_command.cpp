#include "cli/commands/fetch_command.h"

#include "base/error.h"
#include "cli/commands/options.h"
#include "cli/display/devices_text.h"
#include "cli/process/follow_device.h"
#include "runs/exit_code.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

CLI::App* FetchCommand::describe(CLI::App& program) {
    auto* command = program.add_subcommand("fetch", "Bring home what a device has measured");
    command->add_option("device", device_, "A device of `lightcl devices list`")->type_name("NAME")->required();
    addDatabaseOption(*command, database_);
    command->add_flag("--checkpoints", checkpoints_, "Bring the checkpoints of finished runs as well");
    command->add_flag("--follow", follow_,
                      "Show the runs of the latest job until they end, as `lightcl run --on` does");
    command->footer("Of every job on the device comes what the database lacks; doing it twice changes nothing. A run\n"
                    "that trains comes as far as it is. Runs that have not begun stay there.");
    return command;
}

int FetchCommand::execute(const Console& console) {
    if (device_ == kLocalDevice) throw InputError("device local: what this machine trains is at home already");
    const Ssh ssh(DeviceBook().device(device_));
    const DeviceState state = probeDevice(ssh);
    requireReady(ssh.device(), state);
    const RemoteJobs jobs(ssh, state);
    const auto database = databaseFile(database_);
    const auto names = jobs.names();
    for (const std::string& job : names) {
        const HomeComing coming = jobs.fetch(job, database);
        console.out << fmt::format("{}: {}; {}", job, homeComingWords(coming.merged), jobWords(coming.state));
        if (checkpoints_) console.out << fmt::format("; {} checkpoints fetched", jobs.fetchCheckpoints(job, database));
        console.out << std::endl;
    }
    if (names.empty()) console.out << fmt::format("device {} has no runs\n", device_);
    if (follow_ && !names.empty()) return followDevice(jobs, {names.back(), database, database_, false}, console);
    return kExitDone;
}

} // namespace lightcl
