#include "base/error.h"
#include "engine/resumption.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <map>

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec twoEpochs() {
    SpecText text;
    text.training = "epochs = 2\nbatch_size = 8";
    text.measuring = "probe_samples = 2";
    return runOf(text);
}

} // namespace

TEST_CASE("A run does not go on with other data than it began with") {
    const TemporaryFolder folder;
    const auto file = folder / "run.safetensors";
    const RunSpec run = twoEpochs();
    Dataset data = pictures();
    data.digest = "these";
    RecordingObserver observer;
    {
        Trainer trainer(run, data, observer, file);
        observer.rewind(trainer.restore(), 15);
        REQUIRE(trainer.run() == Trainer::Outcome::Stopped);
    }
    Trainer same(run, data, observer, file);
    CHECK(same.restore() > RunPosition{});
    data.digest = "others";
    Trainer other(run, data, observer, file);
    CHECK(contains(messageOf<InputError>([&] { other.restore(); }), "the images or their classes have changed"));
}

TEST_CASE("A run that is done has nothing left to do, and every checkpoint's time") {
    const TemporaryFolder folder;
    const RunSpec run = twoEpochs();
    RecordingObserver observer;
    REQUIRE(train(run, observer, folder / "run.safetensors") == Trainer::Outcome::Done);
    CHECK(observer.lastProgress.fraction == 1);
    CHECK(observer.lastProgress.remainingSeconds == 0);
    CHECK(observer.lastProgress.step == observer.lastProgress.steps);
    std::map<RunPosition, int> checkpoints;
    for (const PhaseTimeRow& row : observer.phaseTimes)
        if (row.phase == "checkpoint") ++checkpoints[{row.task, row.epoch}];
    const auto epochs = static_cast<std::size_t>(trainingSettings(run.training).epochs);
    CHECK(checkpoints.size() == 5 * epochs);
    for (const auto& [position, rows] : checkpoints) CHECK(rows == 1);
}
