#include "store/run_store.h"

#include "base/error.h"
#include "base/process.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/idle_process.h"
#include "support/message_of.h"

#include <tuple>
#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("a queued run has its spec, its predictions and nothing measured", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    const RunId id = queueExample(database, "er");
    const RunSummary run = RunReader(database).run(id);
    CHECK(run.id == 1);
    CHECK(run.name == "store test");
    CHECK(run.method == "er");
    CHECK(run.scenario == "class-incremental");
    CHECK(run.dataset == "fashion-mnist");
    CHECK(run.backbone == "mlp");
    CHECK(run.seed == 3);
    CHECK(run.state == RunState::Queued);
    CHECK(run.createdAt.size() == std::string("2024-01-01T00:00:00Z").size());
    CHECK(run.startedAt.empty());
    CHECK(run.predictedPeakBytes == 5000);
    CHECK(run.paperPeakBytes == 2500);
    CHECK(!run.measuredPeakBytes);
    CHECK(!run.peakRssBytes);
    CHECK(!run.classIl);
    CHECK(!run.fwt);
    CHECK(!run.seconds);
    CHECK(run.progress.position == RunPosition{});
    CHECK(RunReader(database).specToml(id) == toToml(exampleRun("er")));
}

TEST_CASE("a pretraining is a run of its own, found again by its content, that others start from", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "p.sqlite");
    RunStore store(database);
    const RunReader reader(database);
    const RunId pretraining = store.queue(exampleRun(), exampleCost(), exampleCost(), {}, {},
                                          {.role = RunRole::Pretraining, .content = "classes = [0, 1]"});
    const RunId run =
        store.queue(exampleRun("er"), exampleCost(), exampleCost(), {}, {}, {.pretrainingRun = pretraining});
    CHECK(reader.run(pretraining).isPretraining());
    CHECK(reader.run(pretraining).method == "pretraining");
    CHECK_FALSE(reader.run(run).isPretraining());
    CHECK(reader.run(run).pretrainingRun == pretraining);
    CHECK(reader.pretrainingOf(run) == pretraining);
    CHECK_FALSE(reader.pretrainingOf(pretraining));
    REQUIRE(reader.pretrainings("classes = [0, 1]").size() == 1);
    CHECK(reader.pretrainings("classes = [0, 1]").front().id == pretraining);
    CHECK(reader.pretrainings("classes = [0]").empty());
    CHECK(reader.stamp(pretraining).state == RunState::Queued);
    store.remove(pretraining);
    CHECK_FALSE(reader.pretrainingOf(run));
    CHECK_FALSE(reader.run(run).pretrainingRun);
}

TEST_CASE("a run goes from queued over running to its end", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunReader reader(database);
    const RunId id = queueExample(database);
    store.start(id, getpid(), 2);
    CHECK(reader.run(id).state == RunState::Running);
    CHECK(reader.run(id).workerPid == getpid());
    CHECK(reader.run(id).threads == 2);
    CHECK(!reader.run(id).startedAt.empty());
    CHECK(contains(messageOf<InputError>([&] { store.start(id, getpid(), 2); }), "run 1 is running already"));

    store.finish(id, RunState::Failed, "out of memory");
    CHECK(reader.run(id).message == "out of memory");
    CHECK(reader.run(id).workerPid == 0);
    CHECK(!reader.run(id).finishedAt.empty());

    store.start(id, getpid(), 1);
    CHECK(reader.run(id).message.empty());
    CHECK(reader.run(id).finishedAt.empty());
    store.finish(id, RunState::Interrupted);
    store.start(id, getpid(), 1);
    store.finish(id, RunState::Done);
    CHECK(reader.run(id).state == RunState::Done);
    CHECK(contains(messageOf<InputError>([&] { store.start(id, getpid(), 1); }), "run 1 is done"));
    CHECK(contains(messageOf<Error>([&] { store.finish(id, RunState::Failed); }),
                   "run 1 is done; it cannot become failed"));
}

TEST_CASE("a queued run may be called off, but is not done without being trained", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunId id = queueExample(database);
    CHECK_THROWS_AS(store.finish(id, RunState::Done), Error);
    store.finish(id, RunState::Interrupted);
    CHECK(RunReader(database).run(id).state == RunState::Interrupted);
}

TEST_CASE("who started a worker that ended leaves alone what another worker trains", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunReader reader(database);
    const IdleProcess other;
    const RunId run = queueExample(database);
    store.start(run, other.pid(), 1);
    CHECK_FALSE(store.settle(run, RunState::Failed, "running already"));
    CHECK(reader.run(run).state == RunState::Running);
    CHECK(reader.run(run).workerPid == other.pid());
    other.kill();
    other.awaitEnd();
    CHECK(store.settle(run, RunState::Failed, "killed"));
    CHECK(reader.run(run).message == "killed");
    CHECK_FALSE(store.settle(run, RunState::Interrupted));
    CHECK(reader.run(run).state == RunState::Failed);
}

TEST_CASE("an interrupted run whose new worker cannot begin has failed", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunId run = queueExample(database);
    store.finish(run, RunState::Interrupted);
    CHECK(store.settle(run, RunState::Failed, "no memory to begin with"));
    CHECK(RunReader(database).run(run).state == RunState::Failed);
    CHECK(RunReader(database).run(run).message == "no memory to begin with");
}

TEST_CASE("the workers of running runs are listed", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    const RunId queued = queueExample(database);
    const RunId run = startExample(database);
    const auto workers = RunReader(database).workers();
    REQUIRE(workers.size() == 1);
    CHECK(queued != run);
    CHECK(workers[0].run == run);
    CHECK(workers[0].threads == 1);
    CHECK(workers[0].process.pid == getpid());
    CHECK(workers[0].process.startTicks == processStartTicks(getpid()));
}

TEST_CASE("a run that does not exist is named", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunReader reader(database);
    for (const std::string& message : {messageOf<InputError>([&] { store.start(7, getpid(), 1); }),
                                       messageOf<InputError>([&] { store.remove(7); }), messageOf<InputError>([&] {
                                           store.rewind(7, {1, 1});
                                       }),
                                       messageOf<InputError>([&] { std::ignore = reader.run(7); }),
                                       messageOf<InputError>([&] { std::ignore = reader.specToml(7); }),
                                       messageOf<InputError>([&] { std::ignore = reader.accuracies(7); })})
        CHECK(contains(message, "q.sqlite: no run 7"));
}

TEST_CASE("removing a run deletes its rows and never gives its number again", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunId id = startExample(database);
    RunWriter writer(database, id);
    writer.add(AccuracyRow{1, 1, 1, 0.5, 0.5});
    writer.add(LayerMetricRow{1, 1, 0, "fc1", "memory_stability", 0.5});
    writer.flush();
    CHECK(contains(messageOf<InputError>([&] { store.remove(id); }), "run 1 is running; stop it"));
    store.finish(id, RunState::Interrupted);
    store.remove(id);
    for (const std::string table : {"runs", "accuracies", "layer_metrics", "layers", "memory", "predictions"})
        CHECK(integerOf(database, "SELECT count(*) FROM " + table) == 0);
    CHECK(queueExample(database) == id + 1);
}

TEST_CASE("rewinding deletes what lies after the position and nothing else", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    const RunId id = startExample(database);
    const RunId other = startExample(database);
    for (const RunId run : {id, other}) {
        RunWriter writer(database, run);
        writer.add(AccuracyRow{0, 0, 1, std::nullopt, 0.5});
        for (int task = 1; task <= 3; ++task) {
            for (int epoch = 1; epoch <= 2; ++epoch) {
                writer.add(AccuracyRow{task, epoch, 1, 0.1 * task, 0.1 * epoch});
                writer.add(LayerMetricRow{task, epoch, 0, "fc", "memory_stability", 1.0});
                writer.add(ConfusionRow{task, epoch, 0, {{0, 1}}});
                writer.add(LossRow{task, epoch, 10, 1.0});
                writer.add(PhaseTimeRow{task, epoch, "training", 1.0});
                writer.add(ProcessRow{task, epoch, 1, 2, 3});
                writer.add(DeviceRow{"local", task, epoch, 1, 2, 3, 4, {}, {}, {}});
                writer.add(AnytimeRow{task, epoch, epoch * 5, 1, 0.5, 0.5});
            }
            writer.add(MemoryRow{"measured", task, MemoryCategory::Weights, 1, 1});
            writer.add(StepMomentRow{task, 0, 0, "data", {}});
        }
        writer.flush();
    }
    RunStore(database).rewind(id, {2, 1});
    const RunReader reader(database);
    CHECK(reader.accuracies(id).size() == 4);
    CHECK(reader.accuracies(id).back().trainedTask == 2);
    CHECK(reader.accuracies(id).back().epoch == 1);
    CHECK(reader.confusions(id, {2, 1}).size() == 1);
    CHECK(reader.confusions(id, {2, 2}).empty());
    CHECK(reader.confusions(other, {3, 2}).size() == 1);
    CHECK(reader.run(id).taskIl == Approx(0.1));
    CHECK(reader.layerMetrics(id, "memory_stability").size() == 3);
    CHECK(reader.losses(id).size() == 3);
    CHECK(reader.phaseTimes(id).size() == 3);
    CHECK(reader.processMemory(id).size() == 3);
    CHECK(reader.deviceMeasurements(id).size() == 3);
    CHECK(reader.anytimeAccuracies(id).size() == 3);
    CHECK(integerOf(database, "SELECT count(*) FROM memory WHERE run_id = 1 AND source = 'measured'") == 2);
    CHECK(integerOf(database, "SELECT count(*) FROM memory WHERE run_id = 1 AND source = 'exact'") > 0);
    CHECK(reader.stepMoments(id).size() == 2);
    CHECK(reader.stepMoments(id).back().task == 2);
    CHECK(reader.stepMoments(other).size() == 3);
    CHECK(reader.accuracies(other).size() == 7);
    CHECK(reader.run(other).taskIl == Approx(0.2));
}

TEST_CASE("a run keeps its memory budget, which does not change while it trains", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunId run = queueExample(database);
    CHECK(RunReader(database).budget(run) == 0);
    store.setBudget(run, 1000);
    store.start(run, getpid(), 1);
    CHECK(contains(messageOf<InputError>([&] { store.setBudget(run, 2000); }), "run 1 is running"));
    CHECK(RunReader(database).budget(run) == 1000);
    CHECK_THROWS_AS(store.setBudget(9, 1000), InputError);
}

TEST_CASE("a run whose worker is gone is recovered, one whose worker lives is not", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    RunStore store(database);
    const RunReader reader(database);
    const IdleProcess worker;
    const RunId run = queueExample(database);
    store.start(run, worker.pid(), 1);
    const RunId ours = startExample(database);
    CHECK(store.recoverAbandoned() == 0);
    worker.kill();
    worker.awaitEnd();
    SECTION("by being looked for") {
        CHECK(store.recoverAbandoned() == 1);
        CHECK(reader.run(run).state == RunState::Interrupted);
        CHECK(contains(reader.run(run).message, "worker process ended"));
        CHECK(reader.run(ours).state == RunState::Running);
        CHECK(store.recoverAbandoned() == 0);
    }
    SECTION("by being started again") {
        store.start(run, getpid(), 1);
        CHECK(reader.run(run).workerPid == getpid());
    }
    SECTION("by being removed") {
        store.remove(run);
        CHECK(reader.runs().size() == 1);
    }
}

TEST_CASE("another process with the worker's number is not taken for it", "[store]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    const RunId run = startExample(database);
    runSql(folder / "q.sqlite", "UPDATE runs SET worker_start_ticks = worker_start_ticks - 1");
    CHECK(RunStore(database).recoverAbandoned() == 1);
    CHECK(RunReader(database).run(run).state == RunState::Interrupted);
}

TEST_CASE("a process is known by its number and start", "[store]") {
    const auto start = processStartTicks(getpid());
    CHECK(start > 0);
    CHECK(isProcessAlive(getpid(), start));
    CHECK(isProcessAlive(getpid(), 0));
    CHECK(!isProcessAlive(getpid(), start + 1));
    CHECK(!isProcessAlive(0, 0));
    CHECK(!isProcessAlive(-1, 0));
}

TEST_CASE("run states have names", "[store]") {
    for (const auto state :
         {RunState::Queued, RunState::Running, RunState::Done, RunState::Failed, RunState::Interrupted})
        CHECK(runStateFromString(toString(state)) == state);
    CHECK_THROWS_AS(runStateFromString("paused"), Error);
}
