#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <set>
#include <tuple>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Five tasks of two epochs.
RunSpec measuredRun() {
    SpecText text;
    text.method = "sgd";
    text.network = kPerceptron;
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05";
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

} // namespace

TEST_CASE("Every epoch tells its seconds and the process's memory, its own and what stands for files") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(measuredRun(), observer, folder / "c");
    REQUIRE(observer.processes.size() == 10);
    double seconds = 0;
    for (const ProcessRow& row : observer.processes) {
        CHECK(row.seconds > 0);
        CHECK(row.anonymousBytes > 0);
        CHECK(row.fileBytes > 0); // the program itself
        seconds += row.seconds;
    }
    CHECK(observer.processes.front().task == 1);
    CHECK(observer.processes.back().epoch == 2);
    CHECK(seconds <= observer.epochs.back().seconds);
}

TEST_CASE("At the end of each task every layer's drift is told for each earlier task") {
    const TemporaryFolder folder;
    RecordingObserver observer;
    train(measuredRun(), observer, folder / "c");
    std::set<std::tuple<int, int, int>> told;
    for (const LayerDriftRow& row : observer.drifts) {
        CHECK(row.epoch == 2);
        CHECK(row.probeTask < row.task);
        CHECK(row.memoryStability > 0);
        CHECK(row.memoryStability < 1);
        told.insert({row.task, row.probeTask, row.layerIndex});
    }
    CHECK(told.size() == observer.drifts.size());
    const std::size_t pairs = 10; // of five tasks
    CHECK(observer.drifts.size() % pairs == 0);
    CHECK(observer.drifts.size() > pairs);
}
