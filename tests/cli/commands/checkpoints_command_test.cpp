#include "cli/command_fixture.h"
#include "cost/cost_model.h"
#include "spec/spec_text.h"
#include "store/run_files.h"
#include "store/run_store.h"
#include "support/grown_run.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "weights/safetensors_writer.h"

#include <nlohmann/json.hpp>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Two runs, of which the first kept two checkpoints.
struct Kept {
    Kept() {
        auto database = Database::openForWriting(file);
        const RunSpec run = expandGrid(parseExperiment(smallSpec(), "spec")).front();
        for (int i = 0; i < 2; ++i)
            RunStore(database).queue(run, estimateCost(run, CostConvention::Exact),
                                     estimateCost(run, CostConvention::Paper));
        const auto checkpoint = checkpointFile(file, 1);
        std::filesystem::create_directories(checkpoint.parent_path());
        writeSafetensors(checkpoint, {{"task", "1"}}, {});
        for (const int task : {1, 2}) keepCheckpoint(checkpoint, file, 1, task);
    }
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "checkpoints");
        arguments.insert(arguments.end(), {"--db", file.string()});
        return runLightcl(arguments);
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder / "runs.sqlite";
};

} // namespace

TEST_CASE("Kept checkpoints are listed with their bytes, and deleted") {
    const Kept kept;
    const auto listing = kept.run({});
    CHECK(listing.code == 0);
    CHECK(contains(listing.out, "run-1-task-1.safetensors"));
    CHECK(contains(listing.out, "2 checkpoints, "));
    const auto json = nlohmann::json::parse(kept.run({"1", "--json"}).out);
    REQUIRE(json.size() == 2);
    CHECK(json[1]["task"] == 2);
    CHECK(json[1]["bytes"].get<std::uintmax_t>() == std::filesystem::file_size(taskCheckpointFile(kept.file, 1, 2)));
    CHECK(json[1]["damage"].is_null());
    CHECK(kept.run({"--delete"}).code == 2);
    CHECK(kept.run({"7"}).code == 2);
    CHECK(contains(kept.run({"2", "--delete"}).out, "Deleted 0.0 MiB"));
    CHECK(keptCheckpoints(kept.file, 1).size() == 2);
    CHECK(kept.run({"1", "--delete"}).code == 0);
    CHECK(keptCheckpoints(kept.file, 1).empty());
    CHECK(std::filesystem::exists(checkpointFile(kept.file, 1)));
    CHECK(contains(kept.run({}).out, "No checkpoints were kept"));
}

TEST_CASE("A damaged one is named in one line, beside those that are whole") {
    const Kept kept;
    const auto file = taskCheckpointFile(kept.file, 1, 2);
    std::filesystem::remove(file);
    writeBytes(file, "no checkpoint");
    const auto listing = kept.run({});
    CHECK(listing.code == 0);
    CHECK(contains(listing.out, file.string() + ": "));
    CHECK(contains(listing.out, "run-1-task-1.safetensors"));
}

TEST_CASE("What a branch began with stays until the branch is done") {
    const GrownRun grown;
    auto database = Database::openForWriting(grown.database.file());
    const RunId branch = queueBranch(database, grown.prepare(2));
    const auto remove = [&] {
        return runLightcl({"checkpoints", "1-2", "--delete", "--db", grown.database.file().string()});
    };
    const auto begun = taskCheckpointFile(grown.database.file(), branch, 2);
    const auto first = remove();
    CHECK(first.code == 0);
    CHECK(first.err == "Kept " + begun.string() + ": run 2 began with it as a branch, and needs it until it is done\n");
    CHECK(keptCheckpoints(grown.database.file(), grown.run).empty());
    CHECK(std::filesystem::exists(begun));
    RunStore(database).start(branch, getpid(), 1);
    RunStore(database).finish(branch, RunState::Done);
    CHECK(remove().err.empty());
    CHECK(!std::filesystem::exists(begun));
}
