#include "running/branching.h"

#include "base/error.h"
#include "running/resumption.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "support/catch.h"
#include "support/grown_run.h"
#include "support/message_of.h"
#include "weights/safetensors_writer.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a branch has its parent's spec but for what is changed, and a name of its own", "[running]") {
    GrownRun grown;
    const auto same = grown.prepare(2);
    const RunSpec spec = parseRun(RunReader(grown.database).specToml(grown.run), "run");
    RunSpec expected = spec;
    expected.name = "grown, from task 3 on";
    CHECK(same.method.runs.front() == expected);
    CHECK(same.origin == RunBranch{grown.run, 2, true, 2});
    const auto changed = grown.prepare(2, {{"method.er.buffer_size", "77"},
                                           {"training.precision", "bfloat16"},
                                           {"training.epochs", "4"},
                                           {"measuring.layer_metrics", "false"},
                                           {"name", "mine"}});
    const RunSpec& run = changed.method.runs.front();
    CHECK(run.name == "mine");
    CHECK(run.method.parameters.integer("buffer_size") == 77);
    CHECK(run.training.text("precision") == "bfloat16");
    CHECK(run.training.integer("epochs") == 4);
    CHECK(changed.origin.sameMethod);
    const auto other = grown.prepare(4, {{"method", "der++"}, {"method.der++.buffer_size", "50"}});
    CHECK(other.method.runs.front().method.name == "der++");
    CHECK(other.method.runs.front().method.parameters.integer("buffer_size") == 50);
    CHECK(grown.prepare(4, {{"method.name", "\"sgd\""}}).method.runs.front().method.name == "sgd");
    CHECK(other.method.runs.front().seed == 3);
    CHECK_FALSE(other.origin.sameMethod);
    CHECK(other.method.exact.peak.total() > 0);
}

TEST_CASE("a training key that is changed counts where the method had its own", "[running]") {
    const GrownRun grown("er", "learning_rate = 0.5");
    CHECK(grown.prepare(2).method.runs.front().training.number("learning_rate") == 0.5);
    const auto changed = grown.prepare(2, {{"training.learning_rate", "0.25"}});
    CHECK(changed.method.runs.front().training.number("learning_rate") == 0.25);
}

TEST_CASE("a queued branch has rows, checkpoint and parent, and can go on", "[running]") {
    GrownRun grown;
    const RunId id = queueBranch(grown.database, grown.prepare(2, {{"method", "sgd"}, {"training.epochs", "5"}}));
    const RunReader reader(grown.database);
    CHECK(reader.trainedPositions(id).back() == RunPosition{2, 2});
    CHECK(readBytes(checkpointFile(grown.database.file(), id)) ==
          readBytes(taskCheckpointFile(grown.database.file(), grown.run, 2)));
    CHECK(obstacleToGoingOn(grown.database, id).empty());
    CHECK(reader.run(id).parentRun == grown.run);
    CHECK(!reader.run(id).classOrder.empty());
    // Deleting the parent takes nothing from it.
    RunStore(grown.database).remove(grown.run);
    CHECK(obstacleToGoingOn(grown.database, id).empty());
    CHECK(keptCheckpoints(grown.database.file(), id).size() == 1);
}

TEST_CASE("a branch is trained anew from where it began", "[running]") {
    GrownRun grown;
    const RunId id = queueBranch(grown.database, grown.prepare(2));
    RunWriter writer(grown.database, id);
    writer.add(AccuracyRow{3, 1, 1, 0.5, 0.5});
    writer.flush();
    const auto checkpoint = checkpointFile(grown.database.file(), id);
    std::filesystem::remove(checkpoint);
    writeSafetensors(checkpoint, {{"task", "3"}, {"epoch", "1"}}, {});
    const auto origin = RunReader(grown.database).branch(id);
    REQUIRE(origin.has_value());
    restartBranch(grown.database, id, *origin);
    CHECK(RunReader(grown.database).trainedPositions(id).back() == RunPosition{2, 2});
    CHECK(obstacleToGoingOn(grown.database, id).empty());
    removeKeptCheckpoints(grown.database.file(), id);
    CHECK(contains(messageOf<InputError>([&] { restartBranch(grown.database, id, *origin); }),
                   "expected the checkpoint that run 2 was branched with, found none; `lightcl branch 1 --task 2`"));
}

TEST_CASE("what a branch must keep is refused in one line that names the key", "[running]") {
    const GrownRun grown;
    CHECK(contains(grown.refusal({{"scenario.tasks", "2"}}), "--set scenario.tasks: a branch keeps the scenario"));
    CHECK(contains(grown.refusal({{"network.width", "4"}}), "--set network.width: a branch keeps"));
    CHECK(contains(grown.refusal({{"seeds", "[4]"}}), "--set seeds: expected [3], the seed of run 1"));
    CHECK(contains(grown.refusal({{"seeds", "[3, 4]"}}), "--set seeds: expected [3]"));
    CHECK(contains(grown.refusal({{"measuring.probe_samples", "8"}}), "--set measuring.probe_samples: expected 16"));
    CHECK(contains(grown.refusal({{"method", "joint"}}), "joint cannot change hands, it trains all tasks at once"));
    CHECK(contains(grown.refusal({{"method", "icarl"}}), "icarl cannot change hands"));
    CHECK(contains(grown.refusal({{"method", "nothing"}}), "--set method: expected a method"));
    CHECK(contains(grown.refusal({{"method", "lightcl-sparse"}}), "trains another"));
    CHECK(contains(grown.refusal({{"method", "pnn"}}), "task-incremental"));
    CHECK(contains(grown.refusal({{"training.epoch", "4"}}), "training.epoch"));
    CHECK(contains(grown.refusal({{"method.lightcl.beta", "1"}}), "expected a method of the spec"));
    const GrownRun latent("latent-replay");
    CHECK(contains(latent.refusal({{"method.latent-replay.latent_precision", "uint8"}}), "latent_precision: expected"));
    const GrownRun light("lightcl");
    CHECK(contains(light.refusal({{"method.lightcl.first_trainable_stage", "auto"}}), "the advisor compares"));
    CHECK_NOTHROW(light.prepare(2, {{"method.lightcl.beta", "0.5"}}));
}

TEST_CASE("a run that cannot be branched, and a task after which none follows, are refused", "[running]") {
    const GrownRun grown;
    CHECK(contains(grown.refusal({}, 5), "--task: expected 1 to 4: run 1 has 5 tasks"));
    CHECK(contains(grown.refusal({}, 0), "--task: expected 1 to 4"));
    CHECK(contains(messageOf<InputError>([&] { prepareBranch(grown.database, 9, 1, {}, "/bin/sh"); }), "no run 9"));
    const GrownRun joint("joint");
    CHECK(contains(joint.refusal({}), "run 1: expected one that learns task by task"));
    const GrownRun columns("pnn");
    CHECK(contains(columns.refusal({{"method", "sgd"}}), "pnn cannot change hands, it has a column for every task"));
    CHECK_NOTHROW(columns.prepare(2));
}

TEST_CASE("a kept checkpoint that is gone, damaged or of another moment is named in one line", "[running]") {
    const GrownRun grown;
    const auto file = taskCheckpointFile(grown.database.file(), grown.run, 2);
    grown.write(2, {2, 1});
    CHECK(contains(grown.refusal({}), "expected the checkpoint of run 1 at task 2, epoch 2; it is of task 2, epoch 1"));
    grown.write(2, {2, 2});
    std::string bytes = readBytes(file);
    writeBytes(file, bytes.substr(0, bytes.size() - 9));
    CHECK(contains(grown.refusal({}), file.string() + ": "));
    const auto at = bytes.find("epoch");
    bytes[at] = 'E';
    writeBytes(file, bytes);
    CHECK(contains(grown.refusal({}), file.string() + ": "));
    std::filesystem::remove(file);
    const auto gone = grown.refusal({});
    CHECK(contains(gone, file.string() + ": expected the checkpoint of run 1 after task 2, found none"));
    CHECK(!contains(gone, "\n"));
}
