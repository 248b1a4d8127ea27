#include "spec/pretraining.h"

#include "base/error.h"
#include "engine/resumption.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Three tasks of two classes after four that are learnt beforehand.
RunSpec pretrainedRun(const std::string& method) {
    SpecText text;
    text.method = method;
    if (method == "er") text.methodKeys = "buffer_size = 20\nreplay_size = 5";
    if (method == "lightcl") text.methodKeys = "memory_samples = 6\nbeta = 0.001";
    text.network = kCnn;
    text.scenario = "tasks = 3";
    text.training = "epochs = 2\nbatch_size = 8\nlearning_rate = 0.05";
    text.measuring = "probe_samples = 4\n[pretraining]\nclasses = 4\nepochs = 3";
    return runOf(text);
}

Trainer::Outcome trainFrom(const RunSpec& run, const std::filesystem::path& pretraining,
                           const std::filesystem::path& checkpoint, RecordingObserver& observer, int stopAt = -1) {
    Trainer trainer(run, pictures(), observer, checkpoint, {}, pretraining);
    observer.rewind(trainer.restore(), stopAt);
    return trainer.run();
}

void pretrain(const RunSpec& run, const std::filesystem::path& checkpoint, int stopAt = -1) {
    RecordingObserver observer;
    const auto outcome = train(*pretrainingOf(run), observer, checkpoint, stopAt);
    CHECK(outcome == (stopAt < 0 ? Trainer::Outcome::Done : Trainer::Outcome::Stopped));
}

std::map<std::string, torch::Tensor> tensorsOf(const std::filesystem::path& checkpoint) {
    return readTensorFile(checkpoint).tensors;
}

std::map<std::string, torch::Tensor> startOf(const RunSpec& run, const std::filesystem::path& pretraining) {
    const TemporaryFolder folder;
    RecordingObserver observer;
    const Trainer trainer(run, pictures(), observer, folder / "c", {}, pretraining);
    return copyOf(trainer.network());
}

} // namespace

TEST_CASE("A run starts from its pretraining's weights, with a head that is new", "[pretraining]") {
    const TemporaryFolder folder;
    const RunSpec run = pretrainedRun("sgd");
    const auto file = folder / "pretraining.safetensors";
    pretrain(run, file);
    RunSpec alone = run;
    alone.pretraining = {};
    const auto started = startOf(run, file);
    const auto fresh = startOf(alone, {});
    const auto learnt = tensorsOf(file);
    for (const auto& [name, tensor] : started) {
        INFO(name);
        if (name.starts_with("fc.")) {
            CHECK(torch::equal(tensor, fresh.at(name)));
        } else {
            CHECK(torch::equal(tensor, learnt.at("state/network/" + name)));
        }
    }
    CHECK(contains(messageOf<InputError>([&] { startOf(run, {}); }), "pretraining: expected the weights"));
}

TEST_CASE("Runs from the same pretraining end with the same bits, stopped or not", "[pretraining]") {
    const TemporaryFolder folder;
    const auto file = folder / "pretraining.safetensors";
    pretrain(pretrainedRun("sgd"), file);
    for (const char* method : {"sgd", "er", "lightcl", "lightcl-sparse"}) {
        INFO(method);
        const RunSpec run = pretrainedRun(method);
        RecordingObserver whole;
        trainFrom(run, file, folder / "whole", whole);
        RecordingObserver stopped;
        const auto resumed = folder / (std::string(method) + "-resumed");
        for (const int stopAt : {2, 9})
            CHECK(trainFrom(run, file, resumed, stopped, stopAt) == Trainer::Outcome::Stopped);
        CHECK(trainFrom(run, file, resumed, stopped) == Trainer::Outcome::Done);
        CHECK(sameTensors(tensorsOf(resumed), tensorsOf(folder / "whole")));
        CHECK((stopped.accuracies == whole.accuracies));
        std::filesystem::remove(folder / "whole");
    }
}

TEST_CASE("A pretraining that was stopped again and again ends with the same weights", "[pretraining]") {
    const TemporaryFolder folder;
    const RunSpec run = pretrainedRun("sgd");
    pretrain(run, folder / "whole");
    for (const int stopAt : {0, 3, 9}) pretrain(run, folder / "resumed", stopAt);
    pretrain(run, folder / "resumed");
    CHECK(sameTensors(tensorsOf(folder / "resumed"), tensorsOf(folder / "whole")));
}

TEST_CASE("What LightCL freezes is the pretraining's from the first task on", "[pretraining]") {
    const TemporaryFolder folder;
    const RunSpec run = pretrainedRun("lightcl");
    const auto file = folder / "pretraining.safetensors";
    pretrain(run, file);
    RecordingObserver observer;
    trainFrom(run, file, folder / "run", observer);
    const auto learnt = tensorsOf(file);
    const auto ended = tensorsOf(folder / "run");
    const std::string first = "state/network/conv1.weight";
    REQUIRE(learnt.contains(first));
    CHECK(torch::equal(ended.at(first), learnt.at(first)));
}
