#include "figures/run_record.h"

#include "spec/spec_file.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("A run's tasks, epochs and network are those of its spec") {
    const auto experiment = parseExperiment("name = \"a\"\nseeds = [3]\n[scenario]\ndataset = \"fashion-mnist\"\n"
                                            "tasks = 5\n[network]\nbackbone = \"mlp\"\n[training]\nepochs = 4\n"
                                            "[[method]]\nname = \"sgd\"\n",
                                            "test");
    RunRecord run;
    describeRun(run, toToml(expandGrid(experiment).front()));
    REQUIRE(run.spec);
    CHECK(run.spec->seed == 3);
    CHECK(run.tasks == 5);
    CHECK(run.epochs == 4);
    CHECK(run.network.backbone == "mlp");
}

TEST_CASE("A run whose spec cannot be read has the tasks and epochs that its rows show") {
    RunRecord run;
    run.accuracies = {{2, 3, 1, 0.5, 0.9}, {2, 3, 4, {}, 0.9}};
    run.losses = {{2, 6, 10, 0.1}};
    describeRun(run, "no spec of this program");
    CHECK_FALSE(run.spec);
    CHECK(run.tasks == 4);
    CHECK(run.epochs == 6);
    CHECK(run.network.stages.empty());
    CHECK(taskCount(RunRecord()) == 1);
    CHECK(epochCount(RunRecord()) == 1);
}
