#include "engine/engine_fixture.h"
#include "engine/trainer.h"
#include "spec/method_network.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

RunSpec freezingRun(const std::string& method, const std::string& keys) {
    SpecText text;
    text.method = method;
    text.methodKeys = keys;
    text.network = "backbone = \"small-cnn\"\nwidth = 4";
    text.training = "batch_size = 8\nlearning_rate = 0.05";
    text.measuring = "probe_samples = 4";
    return runOf(text);
}

/// A run of five small tasks, with its checkpoints after the first and after the last.
struct Trained {
    explicit Trained(const std::string& method, const std::string& keys)
        : run(freezingRun(method, keys)), dataset(madeUpDataset({1, 28, 28}, 16, 4)) {
        afterTask(1);
        early = readTensorFile(folder / "c");
        afterTask(5);
        late = readTensorFile(folder / "c");
    }
    void afterTask(int last) {
        // A task has three steps, and the run asks before each; it stops where the task after the last begins.
        RecordingObserver stopping(3 * (last - trainedTasks));
        Trainer trainer(run, dataset, stopping, folder / "c");
        trainer.restore();
        trainer.run();
        trainedTasks = last;
        observer.layerMetrics.merge(stopping.layerMetrics);
        observer.memory.merge(stopping.memory);
    }
    /// Names of the network's tensors that are the same after the first and after the last task.
    [[nodiscard]] std::vector<std::string> unchanged() const {
        std::vector<std::string> names;
        for (const auto& [name, tensor] : early.tensors) {
            if (name.starts_with("state/network/") && torch::equal(tensor, late.tensors.at(name))) {
                names.push_back(name.substr(14));
            }
        }
        return names;
    }
    [[nodiscard]] std::string methodEntry(const std::string& name) const {
        return late.metadata.at("state/method/" + name);
    }

    RunSpec run;
    Dataset dataset;
    TemporaryFolder folder;
    RecordingObserver observer;
    int trainedTasks = 0;
    TensorFile early, late;
};

std::vector<std::string> tensorsOf(std::initializer_list<const char*> stages) {
    std::vector<std::string> names;
    for (const std::string stage : stages) {
        for (const char* suffix : {".bias", ".running_mean", ".running_var", ".weight"}) {
            names.push_back("bn" + stage + suffix);
        }
    }
    for (const std::string stage : stages) names.push_back("conv" + stage + ".weight");
    return names;
}

} // namespace

TEST_CASE("What the advisor freezes after the first task never changes again, and rows say so") {
    // All stages before the head reach 0.
    const Trained all("lightcl", "first_trainable_stage = \"auto\"\ngeneralizability_threshold = 0\nadvisor_steps = 2");
    CHECK(all.methodEntry("first_trainable_stage") == "3");
    CHECK(all.unchanged() == tensorsOf({"1", "2", "3"}));
    CHECK(all.observer.layerMetrics.count({1, 1, 0, "frozen"}) == 0);
    CHECK(all.observer.layerMetrics.at({2, 1, 2, "frozen"}) == 1);
    CHECK(all.observer.layerMetrics.at({5, 1, 0, "frozen"}) == 1);
    CHECK(all.observer.layerMetrics.at({5, 1, 3, "frozen"}) == 0);

    // No layer reaches 1 but one that neither changes nor is asked to.
    const Trained none("lightcl", "first_trainable_stage = \"auto\"\ngeneralizability_threshold = 1");
    CHECK(none.methodEntry("first_trainable_stage") == "0");
    CHECK(none.unchanged().empty());
    CHECK(none.observer.layerMetrics.count({5, 1, 0, "frozen"}) == 0);
}

TEST_CASE("The sparse and the latent runs leave their frozen stages alone") {
    CHECK(Trained("lightcl-sparse", "").unchanged() == tensorsOf({"1", "2"}));
    CHECK(Trained("latent-replay", "buffer_size = 20").unchanged() == tensorsOf({"1", "2"}));
    CHECK(Trained("latent-replay", "buffer_size = 20\nfirst_trainable_stage = \"conv2\"").unchanged() ==
          tensorsOf({"1"}));
}

TEST_CASE("A sparse run's checkpoint and weights are small") {
    const Trained dense("lightcl", "");
    const Trained sparse("lightcl-sparse", "");
    std::int64_t stored = 0;
    for (const auto& [name, tensor] : sparse.late.tensors) {
        if (name.starts_with("state/network/") && name.find("running") == std::string::npos) stored += tensor.numel();
    }
    CHECK(stored == networkOf(sparse.run).parameters());
    const auto weights = [](const Trained& trained) {
        return trained.observer.memory.at({5, MemoryCategory::Weights}).liveBytes;
    };
    CHECK(weights(sparse) < weights(dense) / 2);
}

TEST_CASE("Latent replay's buffer is charged for the activations it holds") {
    const auto bufferBytes = [](const char* keys) {
        return Trained("latent-replay", keys).observer.memory.at({5, MemoryCategory::ReplayBuffer}).liveBytes;
    };
    const std::int64_t values = 8 * 7 * 7; // 8 channels after two poolings of 28x28
    CHECK(bufferBytes("buffer_size = 20") == 20 * (4 * values + 8));
    CHECK(bufferBytes("buffer_size = 20\nlatent_precision = \"float16\"") == 20 * (2 * values + 8));
    CHECK(bufferBytes("buffer_size = 20\nlatent_precision = \"uint8\"") == 20 * (values + 8 + 8));
}
