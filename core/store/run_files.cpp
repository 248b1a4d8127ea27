#include "store/run_files.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kCheckpointEnd = ".safetensors";

fs::path checkpointFolder(const fs::path& database) {
    return {database.string() + ".checkpoints"};
}

/// The task of a file called so; nothing for another run's, or another file.
std::optional<int> keptTask(std::string_view name, RunId run) {
    const std::string begin = fmt::format("run-{}-task-", run);
    if (!name.starts_with(begin) || !name.ends_with(kCheckpointEnd)) return std::nullopt;
    const std::string_view number =
        name.substr(begin.size(), name.size() - std::min(name.size(), begin.size() + kCheckpointEnd.size()));
    int task = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), task);
    const bool isNumber = error == std::errc() && end == number.data() + number.size() && task > 0;
    return isNumber ? std::optional(task) : std::nullopt;
}

} // namespace

fs::path checkpointFile(const fs::path& database, RunId run) {
    return checkpointFolder(database) / fmt::format("run-{}{}", run, kCheckpointEnd);
}

fs::path taskCheckpointFile(const fs::path& database, RunId run, int task) {
    return checkpointFolder(database) / fmt::format("run-{}-task-{}{}", run, task, kCheckpointEnd);
}

std::vector<KeptCheckpoint> keptCheckpoints(const fs::path& database, RunId run) {
    std::vector<KeptCheckpoint> kept;
    std::error_code error;
    for (fs::directory_iterator entry(checkpointFolder(database), error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const auto task = keptTask(entry->path().filename().string(), run);
        std::error_code ignored;
        if (!task || !entry->is_regular_file(ignored)) continue;
        const auto bytes = entry->file_size(ignored);
        kept.push_back({*task, entry->path(), ignored ? 0 : static_cast<std::int64_t>(bytes)});
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.task < b.task; });
    return kept;
}

void keepCheckpoint(const fs::path& checkpoint, const fs::path& database, RunId run, int task) {
    shareCheckpoint(checkpoint, taskCheckpointFile(database, run, task));
}

void shareCheckpoint(const fs::path& checkpoint, const fs::path& target) {
    const fs::path temporary = target.parent_path() / fmt::format(".{}.tmp-{}", target.filename().string(), getpid());
    std::error_code error;
    // It is kept already; and a renaming leaves two names of one file as they are.
    if (fs::equivalent(checkpoint, target, error)) return;
    fs::remove(temporary, error);
    fs::create_hard_link(checkpoint, temporary, error);
    if (error) fs::copy_file(checkpoint, temporary, fs::copy_options::overwrite_existing, error);
    if (!error) fs::rename(temporary, target, error);
    if (!error) return;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw Error(fmt::format("{}: cannot keep {} here: {}", target.string(), checkpoint.string(), error.message()));
}

std::int64_t removeKeptCheckpoints(const fs::path& database, RunId run) {
    std::int64_t bytes = 0;
    for (const KeptCheckpoint& kept : keptCheckpoints(database, run)) {
        std::error_code error;
        if (fs::remove(kept.file, error)) bytes += kept.bytes;
    }
    return bytes;
}

void removeUnfinishedFiles(const fs::path& database, RunId run) {
    removeTemporariesOf(checkpointFile(database, run));
    const std::string begin = fmt::format(".run-{}-task-", run);
    std::error_code error;
    for (fs::directory_iterator entry(checkpointFolder(database), error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code stays;
        if (name.starts_with(begin) && name.find(".tmp-") != std::string::npos) fs::remove(entry->path(), stays);
    }
}

void removeRunFiles(const fs::path& database, RunId run) {
    std::error_code ignored;
    fs::remove(checkpointFile(database, run), ignored);
    removeUnfinishedFiles(database, run);
    removeKeptCheckpoints(database, run);
}

} // namespace lightcl
