#include "cluster/element_folder.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cost/cost_model.h"
#include "places/class_names.h"
#include "places/dataset_finder.h"
#include "spec/dataset_of.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_identities.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/snapshot.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

namespace lightcl {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStateStart = "state-";
constexpr int kKeptStates = 2;

std::optional<int> stateNumber(const std::string& name) {
    if (!name.starts_with(kStateStart)) return std::nullopt;
    int number = 0;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + kStateStart.size(), end, number);
    return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

fs::path databaseIn(const fs::path& state) {
    return state / "runs.sqlite";
}

void copyTree(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing, error);
    if (error) throw Error(fmt::format("{}: cannot be written: {}", to.string(), error.message()));
}

/// Removed unless it got its name.
class NewState {
public:
    explicit NewState(fs::path folder) : folder_(std::move(folder)) {
        remove();
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error) throw Error(fmt::format("{}: cannot be made: {}", folder_.string(), error.message()));
    }
    ~NewState() { remove(); }
    NewState(const NewState&) = delete;
    NewState& operator=(const NewState&) = delete;
    [[nodiscard]] const fs::path& path() const { return folder_; }

private:
    void remove() const {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    fs::path folder_;
};

/// The checkpoints as they are now, under names of their own: a checkpoint is replaced, never changed.
void holdCheckpoints(const fs::path& database, const fs::path& held) {
    const fs::path folder = checkpointFile(database, 1).parent_path();
    std::error_code error;
    fs::create_directories(held, error);
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.')) shareCheckpoint(entry->path(), held / name);
    }
}

std::vector<fs::path> submissionsIn(const fs::path& folder) {
    std::vector<fs::path> submissions;
    std::error_code error;
    if (fs::exists(folder / kManifestName, error)) return {folder};
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (std::error_code ignored; fs::exists(entry->path() / kManifestName, ignored))
            submissions.push_back(entry->path());
    if (submissions.empty())
        throw InputError(
            fmt::format("{}: expected the folder of a submission, with a {}", folder.string(), kManifestName));
    std::sort(submissions.begin(), submissions.end());
    return submissions;
}

/// The latest states of the elements that have a run which is not done yet.
std::vector<fs::path> newStates(const std::vector<fs::path>& submissions, const std::set<std::string>& done) {
    std::vector<fs::path> sources;
    for (const fs::path& submission : submissions) {
        int number = 0;
        for (const ClusterElement& element : readManifest(submission).elements) {
            const auto latest = ElementFolder(submission, number++).latest();
            const bool isNew = std::any_of(element.runs.begin(), element.runs.end(),
                                           [&](const SubmittedRun& run) { return done.count(run.uuid) == 0; });
            if (latest && isNew) sources.push_back(*latest);
        }
    }
    return sources;
}

} // namespace

ElementFolder::ElementFolder(const fs::path& submission, int element)
    : folder_(submission / "elements" / fmt::format("{:04}", element)) {}

fs::path ElementFolder::stateFolder(int state) const {
    return folder_ / fmt::format("{}{}", kStateStart, state);
}

std::vector<int> ElementFolder::states() const {
    std::vector<int> numbers;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error))
        if (const auto number = stateNumber(entry->path().filename().string())) numbers.push_back(*number);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::optional<fs::path> ElementFolder::latest() const {
    const auto numbers = states();
    if (numbers.empty()) return std::nullopt;
    return databaseIn(stateFolder(numbers.back()));
}

void ElementFolder::claim(const std::string& owner) const {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw Error(fmt::format("{}: cannot be made: {}", folder_.string(), error.message()));
    writeFileAtomically(folder_ / "owner", owner + "\n");
}

bool ElementFolder::isClaimedBy(const std::string& owner) const {
    std::ifstream file(folder_ / "owner");
    std::string line;
    return std::getline(file, line) && line == owner;
}

void ElementFolder::publish(const fs::path& database) const {
    const auto before = states();
    const int next = before.empty() ? 1 : before.back() + 1;
    const NewState state(folder_ / fmt::format(".new-{}", getpid()));
    const fs::path held = database.string() + ".held";
    std::error_code ignored;
    fs::remove_all(held, ignored);
    holdCheckpoints(database, held); // before the rows, which may then be ahead
    writeSnapshot(database, databaseIn(state.path()));
    copyTree(held, checkpointFile(databaseIn(state.path()), 1).parent_path());
    fs::remove_all(held, ignored);
    std::error_code error;
    fs::rename(state.path(), stateFolder(next), error);
    if (error) throw Error(fmt::format("{}: cannot be made: {}", stateFolder(next).string(), error.message()));
    for (const int old : before)
        if (old <= next - kKeptStates) fs::remove_all(stateFolder(old), ignored);
}

bool ElementFolder::restore(const fs::path& database) const {
    const auto file = latest();
    if (!file) return false;
    copyTree(file->parent_path(), database.parent_path() / "restored");
    const fs::path from = database.parent_path() / "restored";
    const auto move = [](const fs::path& a, const fs::path& b) {
        std::error_code error;
        fs::rename(a, b, error);
        if (error) throw Error(fmt::format("{}: cannot be written: {}", b.string(), error.message()));
    };
    const fs::path checkpoints = checkpointFile(databaseIn(from), 1).parent_path();
    std::error_code ignored;
    if (fs::exists(checkpoints, ignored)) move(checkpoints, checkpointFile(database, 1).parent_path());
    move(databaseIn(from), database);
    return true;
}

ElementState elementState(const ElementFolder& folder, const ClusterElement& element) {
    ElementState state;
    state.total = static_cast<int>(element.runs.size());
    const auto file = folder.latest();
    if (!file) return state;
    const auto database = Database::openForReading(*file);
    std::map<std::string, RunIdentity> known;
    for (const RunIdentity& run : runIdentities(database)) known.emplace(run.uuid, run);
    for (const SubmittedRun& run : element.runs) {
        const auto found = known.find(run.uuid);
        if (found == known.end()) continue;
        state.done += found->second.state == RunState::Done ? 1 : 0;
        state.ended += found->second.state == RunState::Failed ? 1 : 0;
        const auto positions = RunReader(database).trainedPositions(found->second.id);
        state.epochs += static_cast<std::int64_t>(positions.size());
        if (!positions.empty()) state.furthest = std::max(state.furthest, positions.back());
    }
    return state;
}

void queueElement(const Submission& submission, const ClusterElement& element, const fs::path& file) {
    auto database = Database::openForWriting(file);
    RunStore store(database);
    std::optional<RunId> pretraining;
    const auto queue = [&](const SubmittedRun& submitted) {
        const RunSpec run = parseRun(submitted.spec, "manifest.json");
        DatasetInfo dataset = datasetOf(run.scenario);
        if (const auto folder = findDataset(dataset, run.scenario.text("data_path"))) nameClasses(dataset, *folder);
        const bool pretrains = submitted.role == RunRole::Pretraining;
        const RunId id = store.queue(
            run, estimateCost(run, dataset, CostConvention::Exact), estimateCost(run, dataset, CostConvention::Paper),
            dataset.classNames, scenarioSettings(run, dataset).classOrder,
            {submitted.role, submitted.content, pretrains ? std::nullopt : pretraining, submitted.uuid});
        if (pretrains) pretraining = id;
    };
    for (const SubmittedRun& run : submission.pretraining) queue(run);
    for (const SubmittedRun& run : element.runs)
        if (run.role != RunRole::Pretraining) queue(run);
}

std::vector<MergedSource> collectElements(const fs::path& folder, const fs::path& database, bool checkpoints) {
    const auto submissions = submissionsIn(folder);
    MergeOptions options;
    options.growing = true;
    options.checkpoints = checkpoints;
    constexpr int attempts = 5;
    for (int attempt = 1;; ++attempt) {
        const auto sources = newStates(submissions, doneRuns(database));
        try {
            return sources.empty() ? std::vector<MergedSource>() : mergeDatabases(database, sources, options);
        } catch (const MergeError&) {
            // A node may have replaced a state twice while it was about to be read.
            const bool isGone = std::any_of(sources.begin(), sources.end(), [](const fs::path& source) {
                std::error_code ignored;
                return !fs::exists(source, ignored);
            });
            if (!isGone || attempt == attempts) throw;
        }
    }
}

} // namespace lightcl
