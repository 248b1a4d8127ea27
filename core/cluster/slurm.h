#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// An element of an array job, as Slurm names it.
struct SlurmTask {
    std::string job;
    int index = 0;
    auto operator<=>(const SlurmTask&) const = default;
};

/// The most indices of one array job: MaxArraySize of `scontrol show config`; 1001, Slurm's own default, where that is
/// not there or does not tell.
int slurmArrayLimit();
int slurmArrayLimitIn(std::string_view config);

/// Submits a script and returns the job's number. `after`: a job that must have ended well before; empty: none. Throws
/// InputError where there is no sbatch; Error with sbatch's own words, in one line.
std::string submitToSlurm(const std::filesystem::path& script, const std::string& after = {});

/// Which elements of these jobs wait or run. A job that Slurm knows no more has none. Throws Error with squeue's words
/// when it cannot be asked.
std::set<SlurmTask> slurmTasks(const std::vector<std::string>& jobs);
/// The same from what squeue printed with the format "%F %K": the array's number and the index, a line each.
std::set<SlurmTask> slurmTasksIn(std::string_view listed);

/// Puts a task that runs now back into the queue. Throws Error with scontrol's words.
void requeueInSlurm(const std::string& task);

} // namespace lightcl
