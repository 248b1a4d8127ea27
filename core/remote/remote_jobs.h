#pragma once

#include "remote/device_probe.h"
#include "remote/job_folder.h"
#include "running/queue_runs.h"
#include "store/merge.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lightcl {

/// What is told to people while something takes its time, a line each.
using TellLine = std::function<void(const std::string&)>;

/// What came home of a job, and how it stands there.
struct HomeComing {
    JobState state;
    MergedSource merged;
};

/// The jobs of a device: sent, started, looked at and fetched by calls of `lightcl job` there.
class RemoteJobs {
public:
    /// The device must be ready (see requireReady()).
    RemoteJobs(Ssh ssh, DeviceState state) : ssh_(std::move(ssh)), state_(std::move(state)) {}

    [[nodiscard]] const Device& device() const { return ssh_.device(); }

    /// Sends what the runs need and the runs themselves, and returns the job's name there. Nothing is trained yet, and
    /// a call that breaks off leaves no job. `budget`: the memory, in bytes, that each run may need; 0: any.
    std::string send(const std::vector<PreparedMethod>& prepared, const TellLine& tell, std::int64_t budget = 0) const;
    /// Lets it train, unless it does, apart from this connection. `threads`: of each run; 0: as fits there.
    void start(const std::string& job, int threads) const;
    void stop(const std::string& job) const;

    /// The names of all jobs there, oldest first.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] JobState stateOf(const std::string& job) const;
    [[nodiscard]] JobRuns runsOf(const std::string& job) const;

    /// Brings into `database` what it lacks of the job. Twice changes nothing. Throws ConnectionError; MergeError and
    /// Error as mergeDatabases().
    HomeComing fetch(const std::string& job, const std::filesystem::path& database) const;
    /// Brings the checkpoints of runs that are done in `database`, where they are missing; returns how many came.
    int fetchCheckpoints(const std::string& job, const std::filesystem::path& database) const;

private:
    [[nodiscard]] std::string folderOf(const std::string& job) const { return state_.folder + "/jobs/" + job; }
    [[nodiscard]] std::string command(const std::string& what, const std::string& job,
                                      const std::string& more = "") const;

    Ssh ssh_;
    DeviceState state_;
};

} // namespace lightcl
