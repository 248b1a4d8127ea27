#include "running/pretraining_wait.h"

#include "base/error.h"
#include "running/queue_runs.h"
#include "spec/spec_file.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "store/run_store.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <unistd.h>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A store, and an experiment of two methods after a pretraining, on a data set of empty files.
struct Place {
    Place() {
        for (const auto* name :
             {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
            writeBytes(folder / name, "");
    }

    [[nodiscard]] std::vector<PreparedMethod> prepared(const std::vector<Override>& overrides = {}) const {
        const auto toml = "name = \"grid\"\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 3\ndata_path = \"" +
                          folder.path().string() +
                          "\"\n[network]\nbackbone = \"mlp\"\n[pretraining]\nclasses = 4\n"
                          "[[method]]\nname = \"sgd\"\n[[method]]\nname = \"er\"\n";
        return prepareRuns(parseExperiment(toml, "spec", overrides), "/bin/sh");
    }

    void finish(RunId run, RunState state, const std::string& message = "") {
        RunStore store(database);
        store.start(run, getpid(), 1);
        store.finish(run, state, message);
    }

    /// As training it would leave it.
    void leaveWeights(RunId run) const {
        const auto file = checkpointFile(database.file(), run);
        std::filesystem::create_directories(file.parent_path());
        writeBytes(file, "weights");
    }

    RunQueue queueOf(const std::vector<RunId>& runs) {
        RunQueue queue(8);
        for (const RunId run : runs) queue.add(waitingRun(database, run, {}, queue.cores()));
        return queue;
    }

    TemporaryFolder folder;
    Database database = Database::openForWriting(folder / "q.sqlite");
};

} // namespace

TEST_CASE("A pretraining is queued once, before the runs that start from it", "[pretraining]") {
    Place place;
    const auto methods = place.prepared();
    REQUIRE(methods.size() == 3);
    CHECK(methods[0].isPretraining());
    CHECK_FALSE(methods[1].isPretraining());
    const auto queued = queueRuns(place.database, methods);
    CHECK(queued.toTrain == std::vector<RunId>{1, 2, 3});
    CHECK(queued.pretraining == 1);
    CHECK_FALSE(queued.isPretrained);
    const RunReader reader(place.database);
    CHECK(reader.run(1).isPretraining());
    CHECK(reader.run(2).method == "sgd");
    CHECK(reader.run(3).pretrainingRun == 1);
    // While it waits, a second experiment waits for the same.
    CHECK(queueRuns(place.database, methods).toTrain == std::vector<RunId>{1, 4, 5});
    CHECK(reader.run(5).pretrainingRun == 1);
}

TEST_CASE("A pretraining that is done is used again while its weights are there", "[pretraining]") {
    Place place;
    queueRuns(place.database, place.prepared());
    place.finish(1, RunState::Done);
    place.leaveWeights(1);
    const auto again = queueRuns(place.database, place.prepared({{"name", "other"}, {"training.epochs", "1"}}));
    CHECK(again.isPretrained);
    CHECK(again.pretraining == 1);
    CHECK(again.toTrain == std::vector<RunId>{4, 5});
    CHECK(pretrainedWeights(place.database, 4) == checkpointFile(place.database.file(), 1));
    // Another seed, another pretraining.
    CHECK(queueRuns(place.database, place.prepared({{"pretraining.seed", "1"}})).pretraining == 6);
    removeRunFiles(place.database.file(), 1);
    CHECK(contains(messageOf<Error>([&] { pretrainedWeights(place.database, 4); }),
                   "expected the weights of pretraining run 1, found none"));
    const auto anew = queueRuns(place.database, place.prepared());
    CHECK_FALSE(anew.isPretrained);
    CHECK(anew.pretraining == 9);
}

TEST_CASE("Runs wait for their pretraining, and start when it is done", "[pretraining]") {
    Place place;
    auto queue = place.queueOf(queueRuns(place.database, place.prepared()).toTrain);
    CHECK(settlePretrainings(place.database, queue, {}).empty());
    const auto first = queue.takeNext();
    REQUIRE(first);
    CHECK(first->run == 1);
    CHECK_FALSE(queue.takeNext());
    CHECK(settlePretrainings(place.database, queue, {1}).empty());
    CHECK_FALSE(queue.takeNext()); // it trains
    place.finish(1, RunState::Done);
    queue.finished(*first);
    CHECK(settlePretrainings(place.database, queue, {}).empty());
    CHECK(queue.takeNext()->run == 2);
    CHECK(queue.takeNext()->run == 3);
    CHECK(awaitedPretraining(place.database, 2) == 0);
}

TEST_CASE("Runs wait for a pretraining that another program trains", "[pretraining]") {
    Place place;
    queueRuns(place.database, place.prepared());
    RunStore(place.database).start(1, getpid(), 1);
    CHECK(queueRuns(place.database, place.prepared()).toTrain == std::vector<RunId>{4, 5});
    auto queue = place.queueOf({4, 5});
    CHECK(settlePretrainings(place.database, queue, {}).empty());
    CHECK_FALSE(queue.takeNext());
    RunStore(place.database).finish(1, RunState::Done);
    CHECK(settlePretrainings(place.database, queue, {}).empty());
    CHECK(queue.takeNext());
}

TEST_CASE("Runs whose pretraining failed are refused with one line, and so is training them alone", "[pretraining]") {
    Place place;
    auto queue = place.queueOf(queueRuns(place.database, place.prepared()).toTrain);
    CHECK(queue.takeNext()->run == 1);
    place.finish(1, RunState::Failed, "out of memory\nmore words");
    const auto refused = settlePretrainings(place.database, queue, {});
    REQUIRE(refused.size() == 2);
    CHECK(refused[0].run == 2);
    CHECK(refused[0].reason == "its pretraining, run 1, failed: out of memory");
    CHECK(refused[0].failed);
    CHECK(queue.waiting().empty());
    const RunReader reader(place.database);
    CHECK(reader.run(3).state == RunState::Failed);
    CHECK(reader.run(3).message == "its pretraining, run 1, failed: out of memory");
    CHECK(contains(messageOf<Error>([&] { pretrainedWeights(place.database, 2); }),
                   "expected its pretraining, run 1, to be done, found it failed"));
    // A second attempt is another run; the failed one may be tried again with those that start from it.
    CHECK(queueRuns(place.database, place.prepared()).pretraining == 4);
    CHECK(withPretrainings(place.database, {2}) == std::vector<RunId>{2});
    CHECK(withPretrainings(place.database, {3, 1, 2}) == std::vector<RunId>{1, 3, 2});
}

TEST_CASE("Runs whose pretraining was stopped stay queued, and go on with it", "[pretraining]") {
    Place place;
    auto queue = place.queueOf(queueRuns(place.database, place.prepared()).toTrain);
    CHECK(queue.takeNext()->run == 1);
    place.finish(1, RunState::Interrupted);
    const auto refused = settlePretrainings(place.database, queue, {});
    REQUIRE(refused.size() == 2);
    CHECK_FALSE(refused[0].failed);
    CHECK(refused[1].reason == "its pretraining, run 1, is interrupted; `lightcl resume 1 3` trains both");
    CHECK(RunReader(place.database).run(2).state == RunState::Queued);
    CHECK(withPretrainings(place.database, {2, 3}) == std::vector<RunId>{1, 2, 3});
    // A new experiment goes on with it as well.
    CHECK(queueRuns(place.database, place.prepared()).toTrain == std::vector<RunId>{1, 4, 5});
}

TEST_CASE("A run whose pretraining was deleted is refused", "[pretraining]") {
    Place place;
    auto queue = place.queueOf(queueRuns(place.database, place.prepared()).toTrain);
    CHECK(queue.remove(1));
    RunStore(place.database).remove(1);
    CHECK(contains(messageOf<InputError>([&] { awaitedPretraining(place.database, 2); }),
                   "run 2 starts from a pretraining that was deleted"));
    const auto refused = settlePretrainings(place.database, queue, {});
    REQUIRE(refused.size() == 2);
    CHECK(refused[0].reason == "its pretraining was deleted");
}
