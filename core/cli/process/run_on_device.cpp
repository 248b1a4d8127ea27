#include "cli/process/run_on_device.h"

#include "cli/commands/options.h"
#include "cli/process/follow_device.h"
#include "remote/remote_jobs.h"
#include "running/grid_words.h"

#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

std::int64_t memoryOn(const Device& device, const DeviceState& state, bool anyMemory) {
    if (anyMemory) return 0;
    return device.memory > 0 ? device.memory : state.memoryBytes;
}

} // namespace

int runOnDevice(const std::string& name, const SpecOptions& spec, const TrainOptions& options, bool anyMemory,
                const Console& console) {
    const Ssh ssh(DeviceBook().device(name));
    const ExperimentSpec experiment = spec.load();
    const DeviceState state = probeDevice(ssh);
    requireReady(ssh.device(), state);
    const auto prepared = prepareRuns(experiment, {}, memoryOn(ssh.device(), state, anyMemory));
    for (const auto& method : prepared)
        for (const std::string& note : method.notes) console.err << "Note: " << note << '\n';
    if (const std::string grid = gridWords(prepared); !grid.empty()) console.err << "Grid: " << grid << '\n';
    const auto database = databaseFile(options.databaseOption);
    Database::openForWriting(database); // a file that cannot be written is told before anything is sent
    const RemoteJobs jobs(ssh, state);
    const auto tell = [&](const std::string& line) { console.err << line << std::endl; };
    const std::string job = jobs.send(prepared, tell, options.budget);
    jobs.start(job, options.wish.threads > 0 ? options.wish.threads : ssh.device().threads);
    tell(fmt::format("{}: the runs train there as job {}", name, job));
    return followDevice(jobs, {job, database, options.databaseOption, options.json}, console);
}

} // namespace lightcl
