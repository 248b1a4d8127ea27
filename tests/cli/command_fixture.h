#pragma once

#include "support/temporary_folder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lightcl::test {

/// What a command left: its exit code and what it wrote.
struct CommandResult {
    int code = 0;
    std::string out;
    std::string err;
};

/// `lightcl` with these arguments, within this process, writing to a pipe.
CommandResult runLightcl(const std::vector<std::string>& arguments);

/// A folder with a small experiment, a data set of empty files (the runner looks only whether they are there) and a
/// worker that trains nothing: sgd ends at once, er dies by signal 9, joint fails with a message, lightcl waits for
/// SIGINT, der for SIGUSR1, on which it says and stores that it is done; a pretraining ends at once, but dies by signal
/// 9 with seed 13 and waits for SIGINT with seed 14.
class TrainingFolder {
public:
    TrainingFolder();
    ~TrainingFolder();
    TrainingFolder(const TrainingFolder&) = delete;
    TrainingFolder& operator=(const TrainingFolder&) = delete;

    /// The experiment with these methods and seeds 0 … count-1. `more`: further sections.
    [[nodiscard]] std::string spec(const std::vector<std::string>& methods, int seeds = 1,
                                   const std::string& more = "") const;
    [[nodiscard]] std::string database() const { return (folder_ / "runs.sqlite").string(); }
    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

private:
    TemporaryFolder folder_;
};

} // namespace lightcl::test
