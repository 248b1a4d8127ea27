#include "running/more_seeds.h"

#include "base/error.h"
#include "spec/imported_spec.h"
#include "spec/spec_file.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec stored() {
    auto experiment = parseExperiment("name = \"a\"\nseeds = [3]\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\n"
                                      "backbone = \"mlp\"\n[training]\nepochs = 4\n[[method]]\nname = \"er\"\n"
                                      "learning_rate = 0.5\nbuffer_size = 77\n",
                                      "test");
    return parseRun(toToml(expandGrid(experiment).front()), "run");
}

} // namespace

TEST_CASE("the next seeds are those that are missing from the lowest on") {
    CHECK(nextSeeds({0, 1, 2}, 2) == RunSeeds{3, 4});
    CHECK(nextSeeds({0, 1, 3}, 3) == RunSeeds{2, 4, 5});
    CHECK(nextSeeds({42}, 2) == RunSeeds{43, 44});
    CHECK(nextSeeds({}, 2) == RunSeeds{0, 1});
    CHECK(nextSeeds({5, 5}, 0).empty());
}

TEST_CASE("a pair gets the seeds first that one of them has") {
    CHECK(seedsToPair({0, 1, 2, 3, 4, 5}, {0, 1, 2}, 3) == std::pair(RunSeeds{}, RunSeeds{3, 4, 5}));
    CHECK(seedsToPair({0, 1}, {0, 2}, 3) == std::pair(RunSeeds{2, 3}, RunSeeds{1, 3}));
    CHECK(seedsToPair({0, 1}, {0, 1}, 2) == std::pair(RunSeeds{2, 3}, RunSeeds{2, 3}));
}

TEST_CASE("a run with another seed is the run but for that") {
    const RunSpec run = stored();
    const auto grid = expandGrid(withSeeds(toToml(run), {7, 8}));
    REQUIRE(grid.size() == 2);
    RunSpec expected = run;
    expected.seed = 8;
    CHECK(parseRun(toToml(grid[1]), "run") == expected);
}

TEST_CASE("what cannot be trained with other seeds says why") {
    RunSummary run;
    run.id = 4;
    const std::string toml = toToml(stored());
    CHECK(obstacleToMoreSeeds(run, toml).empty());
    CHECK(contains(obstacleToMoreSeeds(run, importedSpec("a", "er", "", "mnist", "mlp", 0)), "by another program"));
    CHECK(contains(obstacleToMoreSeeds(run, "nonsense = 3\n"), "the spec of run 4 cannot be read"));
    run.branchTask = 2;
    CHECK(contains(obstacleToMoreSeeds(run, toml), "is a branch"));
    run.branchTask.reset();
    run.role = "pretraining";
    CHECK(contains(obstacleToMoreSeeds(run, toml), "is a pretraining"));
}
