#include "spec/experiment_of_runs.h"

#include "spec/spec_file.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

ExperimentSpec grid() {
    return parseExperiment("name = \"a\"\nseeds = [0, 3]\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\n"
                           "backbone = \"mlp\"\n[training]\nepochs = 4\n[[method]]\nname = \"er\"\nlearning_rate = "
                           "0.5\n[[method]]\nname = \"sgd\"\n[[method]]\nname = \"er\"\nbuffer_size = 77\n",
                           "test");
}

/// As the store gives them back.
std::vector<RunSpec> storedRuns(const ExperimentSpec& experiment) {
    std::vector<RunSpec> runs;
    for (const RunSpec& run : expandGrid(experiment)) runs.push_back(parseRun(toToml(run), "run"));
    return runs;
}

} // namespace

TEST_CASE("The runs of a grid make that grid's experiment again") {
    const auto experiment = grid();
    const auto taken = experimentOfRuns(storedRuns(experiment));
    CHECK(taken.leftOut == 0);
    CHECK(taken.experiment == experiment);
    CHECK(expandGrid(taken.experiment) == expandGrid(experiment));
}

TEST_CASE("Runs of another setting are left out and counted") {
    auto runs = storedRuns(grid());
    auto other = grid();
    other.scenario.set("tasks", std::int64_t{2});
    const auto others = storedRuns(other);
    runs.push_back(others.front());
    other = grid();
    other.training.set("epochs", std::int64_t{9});
    runs.push_back(storedRuns(other)[2]); // sgd, without an override of the epochs
    const auto taken = experimentOfRuns(runs);
    CHECK(taken.leftOut == 2);
    CHECK(taken.experiment == grid());
}

TEST_CASE("A draft keeps what does not fit together yet") {
    const std::string toml =
        "name = \"a\"\nseeds = [0]\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 3\n[network]\n"
        "backbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n";
    CHECK_THROWS(parseExperiment(toml, "draft")); // ten classes in three tasks
    CHECK(parseDraft(toml, "draft").scenario.integer("tasks") == 3);
    CHECK_THROWS(parseDraft("name = 3\n", "draft"));
}
