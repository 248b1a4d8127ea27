#include "running/resumption.h"

#include "base/error.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "weights/safetensors_reader.h"

#include <charconv>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <vector>

namespace lightcl {

namespace {

using Positions = std::vector<RunPosition>;

std::string placeOf(RunPosition position) {
    return fmt::format("task {}, epoch {}", position.task, position.epoch);
}

std::optional<int> numberIn(const std::map<std::string, std::string>& metadata, const char* key) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) return std::nullopt;
    const std::string& text = found->second;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Epochs of each task.
class PlannedEpochs {
public:
    /// What a branch has inherited may have had other epochs: as many as there are. So it is with tasks that a budget
    /// may have ended, once a later one has begun.
    PlannedEpochs(const TrainingSettings& training, const std::optional<RunBranch>& branch, const Positions& rows)
        : epochs_(static_cast<int>(training.epochs)) {
        const bool budgeted = training.maxSteps || training.maxSeconds;
        for (const RunPosition row : rows) {
            const bool isInherited = branch && row.task <= branch->task;
            if (isInherited || (budgeted && row.task < rows.back().task)) known_[row.task] = row.epoch;
        }
    }
    [[nodiscard]] int of(int task) const {
        const auto known = known_.find(task);
        return known == known_.end() ? epochs_ : known->second;
    }
    [[nodiscard]] RunPosition after(RunPosition position) const {
        return position.epoch < of(position.task) ? RunPosition{position.task, position.epoch + 1}
                                                  : RunPosition{position.task + 1, 1};
    }

private:
    int epochs_;
    std::map<int, int> known_;
};

/// What is wrong with the position of a checkpoint in view of the rows; empty when nothing is.
std::string contradiction(RunPosition checkpoint, const Positions& rows, const PlannedEpochs& epochs) {
    if (checkpoint.task < 1 || checkpoint.epoch < 1 || checkpoint.epoch > epochs.of(checkpoint.task))
        return fmt::format("its position, {}, is not on the run's plan of {} epochs a task", placeOf(checkpoint),
                           epochs.of(checkpoint.task));
    // Joint training has one task, whose number is the last one's.
    RunPosition expected{rows.front().task, 1};
    for (const RunPosition row : rows) {
        if (row > checkpoint) break;
        if (row != expected)
            return fmt::format("it is of {}, but the database lacks what was measured at {}", placeOf(checkpoint),
                               placeOf(expected));
        if (row == checkpoint) return {};
        expected = epochs.after(row);
    }
    return fmt::format("it is of {}, but the run's rows end at {}: is the database an older copy?", placeOf(checkpoint),
                       placeOf(rows.back()));
}

} // namespace

std::string obstacleToGoingOn(const Database& database, RunId run) {
    const RunReader reader(database);
    const Positions rows = reader.trainedPositions(run);
    if (rows.empty()) return {}; // a checkpoint that lies there is another run's
    const auto file = checkpointFile(database.file(), run);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        if (rows.size() == 1) return {}; // killed between the first epoch's rows and its checkpoint
        return fmt::format("{}: expected the checkpoint of run {}, trained up to {}; found none", file.string(), run,
                           placeOf(rows.back()));
    }
    try {
        const SafetensorsReader checkpoint(file);
        const auto& metadata = checkpoint.header().metadata;
        const auto task = numberIn(metadata, "task");
        const auto epoch = numberIn(metadata, "epoch");
        if (!checkpoint.hasCheckSums() || !task || !epoch)
            return fmt::format("{}: expected a checkpoint with check sums and its position, found a file without",
                               file.string());
        const RunSpec spec = parseRun(reader.specToml(run), fmt::format("run {}", run));
        const PlannedEpochs epochs(trainingSettings(spec.training), reader.branch(run), rows);
        const auto wrong = contradiction({*task, *epoch}, rows, epochs);
        return wrong.empty() ? wrong : fmt::format("{}: {}", file.string(), wrong);
    } catch (const InputError& error) {
        return error.what();
    }
}

std::string adviceToStartAnew(RunId run) {
    return fmt::format("`lightcl resume {} --from-start` trains it anew", run);
}

} // namespace lightcl
