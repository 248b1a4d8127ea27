#include "cluster/slurm.h"

#include "base/error.h"
#include "remote/child.h"
#include "text/printable.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sstream>

namespace lightcl {

namespace {

constexpr int kUsualArrayLimit = 1001;

bool isNumberText(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string wordsOf(const ChildEnd& end, const std::string& program) {
    const std::string words = end.words();
    return words.empty() ? fmt::format("{}: ended with exit code {}", program, end.exitCode) : words;
}

} // namespace

int slurmArrayLimitIn(std::string_view config) {
    std::istringstream lines{std::string(config)};
    for (std::string key, equals, value, line; std::getline(lines, line);) {
        std::istringstream words(line);
        if (!(words >> key >> equals >> value) || key != "MaxArraySize" || !isNumberText(value)) continue;
        int limit = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), limit);
        if (error == std::errc() && limit > 0) return limit;
    }
    return kUsualArrayLimit;
}

int slurmArrayLimit() {
    const auto end = runChildren({{"scontrol", "show", "config"}});
    return end.succeeded() ? slurmArrayLimitIn(end.out) : kUsualArrayLimit;
}

std::string submitToSlurm(const std::filesystem::path& script, const std::string& after) {
    std::vector<std::string> command = {"sbatch", "--parsable"};
    if (!after.empty()) command.push_back("--dependency=afterok:" + after);
    command.push_back(script.string());
    const auto end = runChildren({command});
    if (!end.missing.empty())
        throw InputError("--slurm: sbatch is not in $PATH; expected a machine of a Slurm cluster, such as its login "
                         "node, or --dry-run to see the script");
    if (!end.succeeded()) throw Error(wordsOf(end, "sbatch"));
    // "123" or "123;cluster".
    std::string job = end.out.substr(0, end.out.find_first_of(";\n"));
    if (!isNumberText(job)) throw Error(fmt::format("sbatch: expected a job's number, got \"{}\"", printable(job)));
    return job;
}

std::set<SlurmTask> slurmTasksIn(std::string_view listed) {
    std::set<SlurmTask> tasks;
    std::istringstream lines{std::string(listed)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        SlurmTask task;
        if (words >> task.job >> task.index) tasks.insert(task);
    }
    return tasks;
}

std::set<SlurmTask> slurmTasks(const std::vector<std::string>& jobs) {
    std::set<SlurmTask> tasks;
    for (const std::string& job : jobs) {
        const auto end = runChildren({{"squeue", "--array", "--noheader", "--format=%F %K", "--jobs=" + job}});
        if (!end.missing.empty()) throw InputError("squeue is not in $PATH; expected a machine of a Slurm cluster");
        const bool isForgotten = end.err.find("Invalid job id") != std::string::npos;
        if (!end.succeeded() && !isForgotten) throw Error(wordsOf(end, "squeue"));
        tasks.merge(slurmTasksIn(end.out));
    }
    return tasks;
}

void requeueInSlurm(const std::string& task) {
    const auto end = runChildren({{"scontrol", "requeue", task}});
    if (!end.missing.empty()) throw Error("scontrol is not in $PATH: the run cannot put itself back into the queue");
    if (!end.succeeded()) throw Error(wordsOf(end, "scontrol"));
}

} // namespace lightcl
