#include "engine/engine_fixture.h"
#include "engine/resumption.h"
#include "spec/method_network.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// 24 pictures a task in 3 steps, 5 epochs; everything but the last stages is frozen after the first task.
RunSpec frozenRun(const std::string& method, std::int64_t views, const std::string& augmentation = "") {
    SpecText text;
    text.method = method;
    text.methodKeys = method == "lightcl" ? "memory_samples = 6\nbeta = 0.001" : "buffer_size = 20\nreplay_size = 5";
    text.methodKeys += "\nfirst_trainable_stage = \"conv2\"";
    text.network = "backbone = \"small-cnn\"\nwidth = 2";
    text.training = "epochs = 5\nbatch_size = 8\nlearning_rate = 0.05\n" + augmentation;
    text.measuring = "probe_samples = 4";
    RunSpec run = runOf(text);
    run.training.set("cached_views", views);
    return run;
}

RecordingObserver trained(const RunSpec& run, const std::filesystem::path& checkpoint) {
    RecordingObserver observer;
    REQUIRE(train(run, observer, checkpoint) == Trainer::Outcome::Done);
    return observer;
}

} // namespace

TEST_CASE("With cached features training learns the same, with fewer operations") {
    for (const char* method : {"lightcl", "latent-replay"}) {
        CAPTURE(method);
        const TemporaryFolder folder;
        const RecordingObserver plain = trained(frozenRun(method, 0), folder / "plain");
        const RecordingObserver cached = trained(frozenRun(method, 1), folder / "cached");
        const auto expected = readTensorFile(folder / "plain").tensors;
        const auto found = readTensorFile(folder / "cached").tensors;
        REQUIRE(expected.size() == found.size());
        for (const auto& [name, tensor] : expected) {
            CAPTURE(name);
            CHECK(torch::allclose(found.at(name).to(torch::kFloat64), tensor.to(torch::kFloat64), 1e-4, 1e-5));
        }
        CHECK(cached.trainingFlops < 0.95 * plain.trainingFlops);
        CHECK(plain.losses.size() == cached.losses.size());
    }
}

TEST_CASE("Held samples pass the frozen stages once an epoch") {
    const TemporaryFolder folder;
    const RecordingObserver observer = trained(frozenRun("lightcl", 0), folder / "run");
    const NetworkSpec network = networkOf(frozenRun("lightcl", 0));
    double frozen = 0;
    for (std::size_t stage = 0; stage < network.stageIndex("conv2"); ++stage) {
        frozen += 2 * static_cast<double>(network.stages[stage].macs());
    }
    // Else 6 held samples would pass in each of the 15 steps of four tasks.
    RunSpec drifting = frozenRun("lightcl", 0);
    drifting.method.parameters.set("frozen_batch_norm", std::string("train"));
    const RecordingObserver often = trained(drifting, folder / "drifting");
    CHECK(often.trainingFlops - observer.trainingFlops == Approx(4 * (15 - 5) * 6 * frozen));
}

TEST_CASE("A stopped run with cached views ends with the same bits") {
    for (const char* method : {"lightcl", "latent-replay"}) {
        for (const std::int64_t views : {1, 2}) {
            stopAndResume(frozenRun(method, views, "crop_padding = 2\nflip = true"), {4, 20, 17, 9, 8, 8});
        }
    }
}

TEST_CASE("Only stages that stand still are cached") {
    const TemporaryFolder folder;
    RunSpec drifting = frozenRun("lightcl", 0);
    drifting.method.parameters.set("frozen_batch_norm", std::string("train"));
    const RecordingObserver plain = trained(drifting, folder / "plain");
    drifting.training.set("cached_views", std::int64_t{1});
    const RecordingObserver cached = trained(drifting, folder / "cached");
    CHECK((plain.losses == cached.losses));
    CHECK(plain.trainingFlops == cached.trainingFlops);
}
