#include "remote/remote_jobs.h"

#include "base/atomic_file.h"
#include "base/scratch_folder.h"
#include "base/uuid.h"
#include "places/dataset_finder.h"
#include "remote/parcel.h"
#include "spec/dataset_of.h"
#include "spec/pretraining.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_identities.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/snapshot.h"
#include "text/shell_words.h"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

/// In order of time, and never given twice.
std::string newJobName() {
    std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    return fmt::format("{:04}{:02}{:02}-{:02}{:02}{:02}-{}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min, utc.tm_sec, randomUuid().substr(0, 8));
}

/// Where what a run's paths lead to lies on the device, after it was sent there.
class DevicePaths {
public:
    DevicePaths(const Ssh& ssh, const DeviceState& state, TellLine tell)
        : ssh_(&ssh), state_(&state), tell_(std::move(tell)) {}

    [[nodiscard]] RunSpec mapped(const RunSpec& run) {
        RunSpec there = run;
        there.scenario.set("data_path", folderOf(run.scenario));
        if (const std::string& weights = run.network.text("weights"); !weights.empty())
            there.network.set("weights", fileOf(weights));
        const auto pretraining = run.pretraining.empty() ? std::nullopt : pretrainingOf(run);
        if (pretraining && !run.pretraining.text("data_path").empty())
            there.pretraining.set("data_path", folderOf(pretraining->scenario));
        return there;
    }

private:
    std::string folderOf(const Parameters& scenario) {
        const std::string& path = scenario.text("data_path");
        auto& there = folders_[scenario.text("dataset") + "\n" + path];
        if (!there.empty()) return there;
        const DatasetInfo dataset = datasetOf(scenario);
        return there = sendParcel(*ssh_, *state_, datasetParcel(dataset, folderHere(dataset, path)), tell_);
    }
    static fs::path folderHere(const DatasetInfo& dataset, const std::string& path) {
        return dataset.files.empty() ? fs::path(path) : requireDataset(dataset, path);
    }
    std::string fileOf(const std::string& weights) {
        auto& there = files_[weights];
        if (there.empty())
            there =
                sendParcel(*ssh_, *state_, fileParcel(weights), tell_) + "/" + fs::path(weights).filename().string();
        return there;
    }

    const Ssh* ssh_;
    const DeviceState* state_;
    TellLine tell_;
    std::map<std::string, std::string> folders_;
    std::map<std::string, std::string> files_;
};

} // namespace

/// `lightcl job WHAT FOLDER …`, as a line for the device's shell.
std::string RemoteJobs::command(const std::string& what, const std::string& job, const std::string& more) const {
    return fmt::format("{} job {} {}{}", shellQuoted(state_.program), what, shellQuoted(folderOf(job)), more);
}

std::string RemoteJobs::send(const std::vector<PreparedMethod>& prepared, const TellLine& tell,
                             std::int64_t budget) const {
    const ScratchFolder work;
    JobRuns asked;
    {
        auto database = Database::openForWriting(work / "queue.sqlite");
        queueRuns(database, prepared, budget);
        DevicePaths paths(ssh_, state_, tell);
        for (const RunIdentity& run : runIdentities(database)) {
            const std::string toml = RunReader(database).specToml(run.id);
            asked[run.uuid] = {run.id, toml};
            RunStore(database).replaceSpec(run.id, paths.mapped(parseRun(toml, fmt::format("run {}", run.id))));
        }
    }
    const JobFolder folder(work / "job");
    fs::create_directory(folder.path());
    writeSnapshot(work / "queue.sqlite", folder.database());
    writeFileAtomically(folder.specs(), toJson(asked));
    const std::string job = newJobName();
    const std::string target = shellQuoted(folderOf(job));
    const std::string part = shellQuoted(folderOf(job) + ".part");
    const auto end = ssh_.runBehind({{"tar", "-C", folder.path().string(), "-cf", "-", "."}},
                                    fmt::format("mkdir -p -- {0} && tar -C {0} -xf - && [ -s {0}/runs.sqlite ] && [ -s "
                                                "{0}/specs.json ] && mv -- {0} {1}",
                                                part, target));
    if (!end.succeeded())
        throw Error(fmt::format("device {}: the runs cannot be sent: {}", device().name, end.words()));
    return job;
}

void RemoteJobs::start(const std::string& job, int threads) const {
    ssh_.output(command("start", job, threads > 0 ? fmt::format(" --threads {}", threads) : std::string()),
                "the runs cannot be started");
}

void RemoteJobs::stop(const std::string& job) const {
    ssh_.output(command("stop", job), "the runs cannot be stopped");
}

std::vector<std::string> RemoteJobs::names() const {
    const std::string listed =
        ssh_.output(fmt::format("cd -- {}/jobs 2>/dev/null || exit 0; for job in *; do [ -f \"$job/runs.sqlite\" ] && "
                                "case $job in *.part) ;; *) printf '%s\\n' \"$job\" ;; esac; done; true",
                                shellQuoted(state_.folder)),
                    "cannot be asked for its runs");
    std::vector<std::string> jobs;
    std::istringstream lines(listed);
    for (std::string line; std::getline(lines, line);) jobs.push_back(line);
    std::sort(jobs.begin(), jobs.end());
    return jobs;
}

JobState RemoteJobs::stateOf(const std::string& job) const {
    return jobStateFromJson(ssh_.output(command("state", job), "cannot be asked for its runs"));
}

JobRuns RemoteJobs::runsOf(const std::string& job) const {
    return jobRunsFromJson(
        ssh_.output(fmt::format("cat -- {}/specs.json", shellQuoted(folderOf(job))), "cannot be asked for its runs"),
        device().name + ": " + job);
}

HomeComing RemoteJobs::fetch(const std::string& job, const fs::path& database) const {
    const ScratchFolder work;
    std::string known;
    for (const std::string& uuid : doneRuns(database)) known += uuid + "\n";
    // In this order: what ends between the two is seen again by the next call.
    HomeComing coming;
    const fs::path file = work / "snapshot.sqlite";
    coming.state = stateOf(job);
    ssh_.output(command("snapshot", job), "its rows cannot be fetched", {.input = known, .outputFile = file});
    MergeOptions options;
    options.growing = true;
    options.checkpoints = false;
    coming.merged = mergeDatabases(database, {file}, options).front();
    return coming;
}

int RemoteJobs::fetchCheckpoints(const std::string& job, const fs::path& database) const {
    const JobRuns runs = runsOf(job);
    int count = 0;
    for (const RunIdentity& run : runIdentities(Database::openForReading(database))) {
        const auto there = runs.find(run.uuid);
        const fs::path file = checkpointFile(database, run.id);
        std::error_code ignored;
        if (there == runs.end() || run.state != RunState::Done || fs::exists(file, ignored)) continue;
        fs::create_directories(file.parent_path(), ignored);
        const fs::path part = file.parent_path() / fmt::format(".{}.tmp-{}", file.filename().string(), getpid());
        const std::string source = checkpointFile(folderOf(job) + "/runs.sqlite", there->second.run).string();
        ssh_.output("cat -- " + shellQuoted(source), "a checkpoint cannot be fetched", {.outputFile = part});
        std::error_code error;
        fs::rename(part, file, error);
        if (error) throw Error(fmt::format("{}: cannot be written: {}", file.string(), error.message()));
        ++count;
    }
    return count;
}

} // namespace lightcl
