#include "running/queue_runs.h"

#include "base/error.h"
#include "running/run_queue.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "spec/spec_text.h"
#include "store/run_reader.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Two methods with three seeds on a data set of empty files in the folder.
ExperimentSpec experimentIn(const TemporaryFolder& folder) {
    for (const auto* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
        writeBytes(folder / name, "");
    const auto toml = "name = \"grid\"\nseeds = [0, 1, 2]\n[scenario]\ndataset = \"fashion-mnist\"\ndata_path = \"" +
                      folder.path().string() +
                      "\"\n[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"sgd\"\n[[method]]\nname = \"er\"\n";
    return parseExperiment(toml, "spec");
}

} // namespace

TEST_CASE("An experiment is prepared method by method: seeds do not change what a run needs") {
    const TemporaryFolder folder;
    const auto methods = prepareRuns(experimentIn(folder), "/bin/sh");
    REQUIRE(methods.size() == 2);
    for (const auto& method : methods) {
        REQUIRE(method.runs.size() == 3);
        for (const auto& run : method.runs) {
            CHECK(estimateCost(run, CostConvention::Exact).peak == method.exact.peak);
            CHECK(estimateCost(run, CostConvention::Paper).peak == method.paper.peak);
        }
    }
    CHECK(methods[0].runs[2].seed == 2);
    CHECK(methods[1].runs[0].method.name == "er");
    auto database = Database::openForWriting(folder / "q.sqlite");
    CHECK(queueRuns(database, methods).toTrain == std::vector<RunId>{1, 2, 3, 4, 5, 6});
    const auto runs = RunReader(database).runs();
    CHECK(runs[3].method == "er");
    CHECK(runs[3].predictedPeakBytes > runs[0].predictedPeakBytes);
    CHECK(runs[5].predictedPeakBytes == runs[3].predictedPeakBytes);
}

TEST_CASE("Runs whose seeds draw the classes' order are prepared one by one, and stored with it") {
    const TemporaryFolder folder;
    auto experiment = experimentIn(folder);
    experiment.scenario.set("class_order", std::string("random"));
    const auto methods = prepareRuns(experiment, "/bin/sh");
    REQUIRE(methods.size() == 6);
    auto database = Database::openForWriting(folder / "q.sqlite");
    queueRuns(database, methods);
    const auto runs = RunReader(database).runs();
    CHECK(runs[0].classOrder == toText(Value{scenarioSettings(methods[0].runs[0]).classOrder}));
    CHECK(runs[0].classOrder != runs[1].classOrder);
    CHECK(runs[0].classOrder == runs[3].classOrder); // the other method's run of the same seed
}

TEST_CASE("What cannot be trained is not prepared") {
    const TemporaryFolder folder;
    const auto experiment = experimentIn(folder);
    CHECK(contains(messageOf<Error>([&] { prepareRuns(experiment, "/nowhere/worker"); }), "/nowhere/worker: expected"));
    std::filesystem::remove(folder / "t10k-labels-idx1-ubyte");
    CHECK(contains(messageOf<InputError>([&] { prepareRuns(experiment, "/bin/sh"); }),
                   "dataset fashion-mnist: not found: " + folder.path().string() + " lacks t10k-labels-idx1-ubyte.gz"));
}

TEST_CASE("Runs are queued with their memory budget, which their workers are started with") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "q.sqlite");
    const auto methods = prepareRuns(experimentIn(folder), "/bin/sh");
    for (const RunId run : queueRuns(database, methods, 1000).toTrain) CHECK(RunReader(database).budget(run) == 1000);
    RunQueue queue(1);
    queue.add(waitingRun(database, 1, {}, 1));
    CHECK(queue.takeNext()->budget == 1000);
    CHECK(RunReader(database).budget(queueRuns(database, methods).toTrain.front()) == 0);
}

TEST_CASE("A run that is predicted to need more memory than there is, is refused with what would fit") {
    const TemporaryFolder folder;
    auto experiment = experimentIn(folder);
    experiment.methods.resize(1);
    experiment.training.set("batch_size", std::int64_t{4096});
    const auto needed = prepareRuns(experiment, "/bin/sh", 0).front().exact.peak.total();
    CHECK_NOTHROW(prepareRuns(experiment, "/bin/sh", needed));
    const auto refusal = messageOf<InputError>([&] { prepareRuns(experiment, "/bin/sh", needed / 2); });
    CHECK(contains(refusal, "method sgd: predicted to need"));
    CHECK(contains(refusal, "what would fit: training.batch_size = "));
    CHECK(contains(messageOf<InputError>([&] { prepareRuns(experiment, "/bin/sh", 1000); }), "a smaller network"));
}
