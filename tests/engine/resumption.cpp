#include "engine/resumption.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

namespace lightcl::test {

namespace {

/// What must be the same after any interruption: everything but times.
TensorFile lastingPart(const std::filesystem::path& checkpoint) {
    TensorFile file = readTensorFile(checkpoint);
    CHECK(file.metadata.erase("seconds") == 1);
    return file;
}

void compare(const RecordingObserver& resumed, const RecordingObserver& whole) {
    CHECK((resumed.accuracies == whole.accuracies));
    CHECK((resumed.validations == whole.validations));
    CHECK((resumed.anytime == whole.anytime));
    CHECK((resumed.confusions == whole.confusions));
    CHECK((resumed.layerMetrics == whole.layerMetrics));
    CHECK((resumed.losses == whole.losses));
    CHECK(resumed.trainingFlops == whole.trainingFlops);
    for (int task = 1; task <= 5; ++task) CHECK(resumed.peakBytes(task) == whole.peakBytes(task));
}

} // namespace

const Dataset& pictures() {
    static const Dataset dataset = madeUpDataset({1, 28, 28}, 16, 4);
    return dataset;
}

Trainer::Outcome train(const RunSpec& run, RecordingObserver& observer, const std::filesystem::path& checkpoint,
                       int stopAt) {
    Trainer trainer(run, pictures(), observer, checkpoint);
    observer.rewind(trainer.restore(), stopAt);
    return trainer.run();
}

void stopAndResume(const RunSpec& run, const std::vector<int>& stops) {
    CAPTURE(run.method.name, run.network.text("backbone"));
    const TemporaryFolder folder;
    RecordingObserver whole;
    REQUIRE(train(run, whole, folder / "whole.safetensors") == Trainer::Outcome::Done);
    const TensorFile expected = lastingPart(folder / "whole.safetensors");

    // With the usual stops: before the first step, within the first epoch, at a task's start, mid-task, in a late
    // epoch.
    RecordingObserver resumed;
    const auto file = folder / "resumed.safetensors";
    for (const int stopAt : stops) {
        CHECK(train(run, resumed, file, stopAt) == Trainer::Outcome::Stopped);
    }
    CHECK(train(run, resumed, file) == Trainer::Outcome::Done);
    const TensorFile found = lastingPart(file);
    CHECK(sameTensors(found.tensors, expected.tensors));
    CHECK(found.metadata == expected.metadata);
    compare(resumed, whole);
}

} // namespace lightcl::test
