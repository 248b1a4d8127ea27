#include "running/branch_choices.h"

#include "running/branch_spec.h"
#include "store/run_reader.h"
#include "support/catch.h"
#include "support/grown_run.h"

#include <algorithm>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a run can be gone on with from the tasks whose checkpoint is there and that another follows", "[running]") {
    const GrownRun grown;
    CHECK(branchChoices(grown.database, grown.run).tasks == std::vector<int>{1, 2, 3, 4});
    for (const int task : {1, 4}) std::filesystem::remove(taskCheckpointFile(grown.database.file(), grown.run, task));
    const BranchChoices some = branchChoices(grown.database, grown.run);
    CHECK(some.tasks == std::vector<int>{2, 3});
    CHECK(some.ofTasks == 5);
    CHECK(some.obstacle.empty());
    for (const int task : {2, 3}) std::filesystem::remove(taskCheckpointFile(grown.database.file(), grown.run, task));
    CHECK(contains(branchChoices(grown.database, grown.run).obstacle, "the checkpoint after its last task only"));
    removeKeptCheckpoints(grown.database.file(), grown.run);
    CHECK(branchChoices(grown.database, grown.run).obstacle ==
          "Run 1 has no checkpoint of a task's end; keep_checkpoints = \"tasks\" under [measuring] keeps them while a "
          "run trains.");
    CHECK_THROWS_AS(branchChoices(grown.database, 9), InputError);
    const GrownRun joint("joint");
    CHECK(branchChoices(joint.database, joint.run).tasks.empty());
    CHECK(contains(branchChoices(joint.database, joint.run).obstacle, "JOINT has no task's end to go on from"));
}

TEST_CASE("methods that cannot take a run over say why", "[running]") {
    const GrownRun grown;
    const RunSpec spec = branchChoices(grown.database, grown.run).spec;
    const auto refusalOf = [&](const char* name) {
        const auto methods = branchMethods(spec, grown.run, 2);
        CHECK(methods.size() == catalog().methods().size());
        return std::ranges::find(methods, name, &BranchMethod::name)->refusal;
    };
    CHECK(refusalOf("er").empty());
    CHECK(refusalOf("lightcl").empty());
    CHECK(refusalOf("joint") == "expected er as in run 1: joint cannot change hands, it trains all tasks at once");
}

TEST_CASE("the freeze lines of a branch are those of its network", "[running]") {
    const GrownRun light("lightcl");
    const RunSpec spec = branchChoices(light.database, light.run).spec;
    const auto lines = freezeChoices(spec);
    REQUIRE(lines.size() >= 4);
    CHECK(lines.front().value.empty());
    CHECK(lines.front().words.starts_with("by default: up to "));
    CHECK(lines[1].words == "nothing");
    CHECK(lines[2].words == "up to " + lines[1].value);
    CHECK(lines.back().value == "auto");
    const GrownRun er;
    CHECK(freezeChoices(branchChoices(er.database, er.run).spec).empty());
}

TEST_CASE("a branch is predicted as it is prepared", "[running]") {
    const GrownRun grown;
    const RunSpec spec = branchChoices(grown.database, grown.run).spec;
    const std::vector<Override> changes = {{"method", "der++"}, {"method.der++.buffer_size", "50"}};
    const PreparedMethod predicted = predictBranch(spec, grown.run, 2, changes);
    const PreparedMethod prepared = grown.prepare(2, changes).method;
    CHECK(predicted.runs.front() == prepared.runs.front());
    CHECK(predicted.exact.peak == prepared.exact.peak);
    CHECK(predicted.paper.peak == prepared.paper.peak);
    REQUIRE(predicted.exact.peakByTask.size() == 5);
    CHECK(peakAfter(predicted.exact, 4) == predicted.exact.peakByTask[4].total());
    CHECK(peakAfter(predicted.exact, 2) >= peakAfter(predicted.exact, 4));
    CHECK(peakAfter(predicted.paper, 2) == predicted.paper.peak.total());
    CHECK_THROWS_AS(predictBranch(spec, grown.run, 2, changes, 1000), InputError);
    try {
        static_cast<void>(predictBranch(spec, grown.run, 2, {{"training.precision", "float8"}}));
        FAIL("accepted");
    } catch (const InputError& error) {
        CHECK(error.place().path() == "training.precision");
    }
    try {
        static_cast<void>(predictBranch(spec, grown.run, 2, {{"scenario.tasks", "2"}}));
        FAIL("accepted");
    } catch (const InputError& error) {
        CHECK(error.place().path() == "scenario.tasks");
        CHECK(error.complaint().starts_with("a branch keeps the scenario"));
    }
}
