#pragma once

#include "base/descriptor.h"
#include "runs/rows.h"
#include "store/database.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace lightcl {

/// How the runs of a job stand where they are trained.
struct JobState {
    bool trains = false;  ///< the program that starts its workers is there
    bool stopped = false; ///< somebody asked it to stop
    int waiting = 0;      ///< runs queued or interrupted
    int running = 0;
    int ended = 0;           ///< done or failed
    std::string complaint{}; ///< the last line of its log, where it does not train
    bool operator==(const JobState&) const = default;
};
std::string toJsonLine(const JobState& state);
/// Throws Error for text that is none.
JobState jobStateFromJson(std::string_view line);

/// A run of a job: its number there, and its spec as it was asked for, with the paths of the machine that sent it.
struct JobRun {
    RunId run = 0;
    std::string spec;
};
/// By identity.
using JobRuns = std::map<std::string, JobRun>;
std::string toJson(const JobRuns& runs);
/// Throws Error, naming `source`, for text that is none.
JobRuns jobRunsFromJson(const std::string& text, const std::string& source);

/// A job on the device that trains it: a folder with a database of its runs and what belongs to it.
class JobFolder {
public:
    explicit JobFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }
    [[nodiscard]] std::filesystem::path database() const { return folder_ / "runs.sqlite"; }
    [[nodiscard]] std::filesystem::path specs() const { return folder_ / "specs.json"; }
    [[nodiscard]] std::filesystem::path log() const { return folder_ / "log.txt"; }
    /// There while somebody wants the job to stand still.
    [[nodiscard]] std::filesystem::path stopMark() const { return folder_ / "stopped"; }

    /// The right to train it, which one process has at a time and loses when it ends, however that happens; not open
    /// when another one has it. Throws Error when the folder cannot be written.
    [[nodiscard]] Descriptor claim() const;
    /// Whether a process has it.
    [[nodiscard]] bool isClaimed() const;
    /// Asks who has it to stop its runs at their next step, and marks the job so.
    void stop() const;

    /// Throws InputError for a folder without a job.
    [[nodiscard]] JobState state() const;
    [[nodiscard]] JobRuns runs() const;

    /// A snapshot of the database with the specs as they were asked for, without the runs of these identities that are
    /// done (whoever asks has them).
    void writeSnapshot(const std::filesystem::path& out, const std::set<std::string>& known) const;

private:
    [[nodiscard]] std::filesystem::path lockFile() const { return folder_ / "lock"; }
    std::filesystem::path folder_;
};

} // namespace lightcl
