#include "catalog/catalog.h"
#include "cli/command_fixture.h"
#include "places/dataset_finder.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "support/message_of.h"

#include <algorithm>
#include <nlohmann/json.hpp>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A short run of ER on Fashion-MNIST that keeps its checkpoints, trained by the real worker.
struct TrainedRun {
    TrainedRun() {
        writeBytes(folder / "spec.toml",
                   "name = \"grown\"\n[scenario]\ndataset = \"fashion-mnist\"\ntrain_fraction = 0.01\n"
                   "test_fraction = 0.02\nclass_order = \"random\"\n[network]\nbackbone = \"mlp\"\nhidden = [12]\n"
                   "[training]\nepochs = 2\nbatch_size = 10\n[measuring]\nkeep_checkpoints = \"tasks\"\n"
                   "evaluate_every = 5\n[[method]]\nname = \"er\"\nbuffer_size = 50\n");
        first = run({"run", (folder / "spec.toml").string()});
    }
    static bool possible() {
        if (findDataset(*catalog().dataset("fashion-mnist"), "")) return true;
        WARN("Fashion-MNIST (package dataset-fashion-mnist) is not there: branching is not tested on real data");
        return false;
    }
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--db", file.string()});
        return runLightcl(arguments);
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder / "runs.sqlite";
    CommandResult first;
};

void checkSameRows(const std::filesystem::path& file, RunId one, RunId other) {
    const Database database = Database::openForReading(file);
    const RunReader reader(database);
    CHECK((reader.accuracies(one) == reader.accuracies(other)));
    CHECK((reader.anytimeAccuracies(one) == reader.anytimeAccuracies(other)));
    CHECK((reader.losses(one) == reader.losses(other)));
    for (const RunPosition position : reader.trainedPositions(one))
        CHECK((reader.confusions(one, position) == reader.confusions(other, position)));
    for (const std::string& name : reader.layerMetricNames(one))
        CHECK((reader.layerMetrics(one, name) == reader.layerMetrics(other, name)));
    const RunSummary a = reader.run(one);
    const RunSummary b = reader.run(other);
    CHECK(a.classIl == b.classIl);
    CHECK(a.forgetting == b.forgetting);
    CHECK(a.stabilityGap == b.stabilityGap);
    CHECK(a.trainingFlops == b.trainingFlops);
    CHECK(a.classOrder == b.classOrder);
    CHECK(a.measuredPeakBytes == b.measuredPeakBytes);
}

} // namespace

TEST_CASE("A run is branched after a task, unchanged with its parent's rows, or with another method") {
    if (!TrainedRun::possible()) return;
    const TrainedRun grown;
    REQUIRE(grown.first.code == 0);
    CHECK(contains(grown.first.err, "measuring.keep_checkpoints: a run of er keeps about "));
    CHECK(keptCheckpoints(grown.file, 1).size() == 5);
    CHECK(contains(grown.first.out, "stability gap"));

    const auto same = grown.run({"branch", "1", "--task", "2"});
    CHECK(same.code == 0);
    CHECK(contains(same.out, "Run 2, branched from run 1 after task 2"));
    checkSameRows(grown.file, 1, 2);

    const auto other = grown.run({"branch", "1", "--task", "3", "--set", "method=lightcl", "--set",
                                  "method.lightcl.memory_samples=5", "--set", "training.epochs=1"});
    CHECK(other.code == 0);
    {
        const Database database = Database::openForReading(grown.file);
        const RunReader reader(database);
        const auto inherited = reader.accuracies(1);
        const auto rows = reader.accuracies(3);
        const auto begin = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.trainedTask > 3; });
        CHECK(std::equal(rows.begin(), begin, inherited.begin()));
        CHECK(reader.trainedPositions(3).back() == RunPosition{5, 1});
        CHECK(reader.run(3).state == RunState::Done);
    }
    const auto listing = grown.run({"runs"});
    CHECK(contains(listing.out, "branch of"));
    const auto json = nlohmann::json::parse(grown.run({"runs", "--json"}).out);
    CHECK(json[0]["parent_run_id"].is_null());
    CHECK(json[2]["parent_run_id"] == 1);
    CHECK(json[2]["branch_task"] == 3);

    CHECK(grown.run({"checkpoints", "1", "--delete"}).code == 0);
    const auto gone = grown.run({"branch", "1", "--task", "2"});
    CHECK(gone.code == 2);
    CHECK(contains(gone.err, "run-1-task-2.safetensors: expected the checkpoint of run 1 after task 2, found none"));
    CHECK(std::count(gone.err.begin(), gone.err.end(), '\n') == 1);
    // A branch has what it began with itself.
    CHECK(keptCheckpoints(grown.file, 3).size() >= 1);
}

TEST_CASE("A branch asks for a run and a task") {
    const TemporaryFolder folder;
    CHECK(runLightcl({"branch", "1", "--db", (folder / "none.sqlite").string()}).code == 2);
    CHECK(runLightcl({"branch", "1", "--task", "2", "--db", (folder / "none.sqlite").string()}).code == 2);
    CHECK(!std::filesystem::exists(folder / "none.sqlite"));
}
