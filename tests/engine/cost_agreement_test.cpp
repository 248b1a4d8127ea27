#include "cost/cost_model.h"
#include "engine/engine_fixture.h"
#include "engine/trainer.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <map>
#include <string>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// As many pictures of each class as Fashion-MNIST has, all the same picture: no memory, and memory is what is
/// measured.
Split onePicture(std::int64_t perClass) {
    const std::int64_t count = 10 * perClass;
    return {torch::full({1, 1, 28, 28}, 100, torch::kUInt8).expand({count, 1, 28, 28}),
            torch::arange(count, torch::kInt64).remainder(10)};
}

/// The methods that are compared, with their keys.
const std::map<std::string, std::string>& methods() {
    static const std::map<std::string, std::string> keys = {
        {"sgd", ""},
        {"er", "buffer_size = 60"},
        {"er-ace", "buffer_size = 60"},
        {"der", "buffer_size = 60"},
        {"der++", "buffer_size = 60"},
        {"fdr", "buffer_size = 60"},
        {"a-gem", "buffer_size = 60"},
        {"gdumb", "buffer_size = 60\nfit_epochs = 3"},
        {"icarl", "buffer_size = 60"},
        {"ewc", "fisher_samples = 40"},
        {"si", ""},
        {"mas", "importance_samples = 40"},
        {"lwf", ""},
        {"pnn", ""},
        // Masks are chosen anew once the buffer is full, as in any but the shortest runs.
        {"sparcl-er", "buffer_size = 60\nepochs = 2\nmask_interval = 1"},
        {"sparcl-der++", "buffer_size = 60\nepochs = 2\nmask_interval = 1"},
        {"lightcl", ""},
        {"lightcl-sparse", ""},
        {"latent-replay", "buffer_size = 60"},
    };
    return keys;
}

RunSpec shortRun(const std::string& method, const std::string& network, const std::string& training) {
    SpecText text;
    text.method = method;
    text.methodKeys = methods().count(method) > 0 ? methods().at(method) : "";
    text.network = network;
    text.scenario = "tasks = 2\ntrain_fraction = 0.004\ntest_fraction = 0.001";
    if (method == "pnn") text.scenario += "\nkind = \"task-incremental\"";
    text.training = training;
    text.measuring = "layer_metrics = false";
    return runOf(text);
}

/// Of the last step that was recorded.
std::string peakPhase(const std::vector<std::vector<StepMomentRow>>& steps) {
    const auto& moments = steps.back();
    const auto lower = [](const StepMomentRow& a, const StepMomentRow& b) { return a.bytes.total() < b.bytes.total(); };
    return std::max_element(moments.begin(), moments.end(), lower)->phase;
}

void compare(const RunSpec& run) {
    static const Dataset dataset{onePicture(6000), onePicture(1000)};
    CAPTURE(run.method.name, run.network.text("backbone"));
    const TemporaryFolder folder;
    RecordingObserver observer;
    {
        Trainer trainer(run, dataset, observer, folder / "c");
        REQUIRE(trainer.run() == Trainer::Outcome::Done);
    }
    const Prediction estimate = estimateCost(run, CostConvention::Exact);
    REQUIRE(estimate.peakByTask.size() == 2);
    for (const int task : {1, 2}) {
        if (!observer.memory.contains({task, MemoryCategory::Weights})) continue; // JOINT's only task is the last
        const MemoryBreakdown& predicted = estimate.peakByTask[static_cast<std::size_t>(task - 1)];
        CAPTURE(task);
        for (const MemoryCategory category : kMemoryCategories) {
            UNSCOPED_INFO(toString(category) << ": measured " << observer.memory.at({task, category}).peakBytes
                                             << ", predicted " << predicted[category]);
        }
        UNSCOPED_INFO("the recorded step's peak lies in " << peakPhase(observer.steps));
        CHECK(static_cast<double>(observer.peakBytes(task)) ==
              Approx(static_cast<double>(predicted.total())).epsilon(0.05));
    }
    CHECK(observer.trainingFlops == Approx(estimate.trainingFlops).epsilon(1e-9));
}

/// Every method on three networks, and three on MobileNetV2.
void compareAll(const std::string& training) {
    CAPTURE(training);
    for (const char* network : {"backbone = \"mlp\"\nhidden = [100, 100]", "backbone = \"small-cnn\"\nwidth = 16",
                                "backbone = \"resnet18\"\nwidth = 8"}) {
        for (const auto& [method, keys] : methods()) compare(shortRun(method, network, training));
    }
    const char* mobileNet = "backbone = \"mobilenet-v2\"\nwidth_multiplier = 0.25";
    for (const char* method : {"sgd", "er", "lightcl"}) compare(shortRun(method, mobileNet, training));
}

/// Whether LibTorch has its fast convolutions for bfloat16, of which the prediction is.
bool hasBfloat16Kernels() {
#ifdef __x86_64__
    const bool all = __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
                     __builtin_cpu_supports("avx512dq") != 0;
#else
    const bool all = false;
#endif
    if (!all) WARN("bfloat16 is not compared: the processor has no AVX-512");
    return all;
}

} // namespace

TEST_CASE("The predicted peak is the measured one within 5 %, and the operations are the same") {
    compareAll("batch_size = 32");
}

TEST_CASE("So it is where a task has many samples") {
    for (const auto& [method, keys] : methods()) {
        RunSpec run =
            shortRun(method, "backbone = \"mlp\"\nhidden = [100, 100]", "batch_size = 32\nlearning_rate = 0.001");
        run.scenario.set("train_fraction", 1.0);
        compare(run);
    }
}

TEST_CASE("So it is with less memory") {
    for (const std::string memory : {"balanced", "low"}) compareAll("batch_size = 32\nmemory = \"" + memory + '"');
}

TEST_CASE("So it is in bfloat16") {
    if (hasBfloat16Kernels()) compareAll("batch_size = 32\nprecision = \"bfloat16\"");
}

TEST_CASE("So it is in bfloat16 with balanced memory") {
    if (hasBfloat16Kernels()) compareAll("batch_size = 32\nprecision = \"bfloat16\"\nmemory = \"balanced\"");
}

TEST_CASE("So it is in bfloat16 with low memory") {
    if (hasBfloat16Kernels()) compareAll("batch_size = 32\nprecision = \"bfloat16\"\nmemory = \"low\"");
}

TEST_CASE("So it is in bfloat16 with cached features") {
    if (!hasBfloat16Kernels()) return;
    for (const char* network : {"backbone = \"small-cnn\"\nwidth = 16", "backbone = \"resnet18\"\nwidth = 8"}) {
        for (const char* method : {"lightcl", "latent-replay"}) {
            compare(shortRun(method, network, "batch_size = 32\ncached_views = 1\nprecision = \"bfloat16\""));
            compare(shortRun(method, network,
                             "epochs = 3\ncached_views = 2\ncache_precision = \"float16\"\nprecision = \"bfloat16\""));
        }
    }
}

TEST_CASE("Momentum's share of the peak is predicted as well") {
    compare(shortRun("sgd", "backbone = \"mlp\"\nhidden = [100, 100]", "batch_size = 10\nmomentum = 0.9"));
    compare(shortRun("lightcl", "backbone = \"small-cnn\"\nwidth = 16", "batch_size = 16\nmomentum = 0.9"));
}

TEST_CASE("Adam's two values a weight are predicted as well") {
    compare(shortRun("sgd", "backbone = \"mlp\"\nhidden = [100, 100]", "batch_size = 10\noptimizer = \"adam\""));
    compare(shortRun("lightcl", "backbone = \"small-cnn\"\nwidth = 16", "batch_size = 16\noptimizer = \"adamw\""));
    compare(shortRun("er", "backbone = \"resnet18\"\nwidth = 8", "batch_size = 16\noptimizer = \"adam\""));
}

TEST_CASE("What cached features take and save is predicted as well") {
    for (const char* network : {"backbone = \"small-cnn\"\nwidth = 16", "backbone = \"resnet18\"\nwidth = 8"}) {
        for (const char* method : {"lightcl", "latent-replay"}) {
            compare(shortRun(method, network, "batch_size = 32\ncached_views = 1"));
            compare(shortRun(method, network, "epochs = 3\ncached_views = 2\ncache_precision = \"float16\""));
        }
    }
}

TEST_CASE("A cache in a file takes no memory, and so it is predicted") {
    const char* network = "backbone = \"resnet18\"\nwidth = 8";
    for (const char* method : {"lightcl", "latent-replay"}) {
        compare(shortRun(method, network, "batch_size = 32\ncached_views = 1\ncache_memory = 0"));
    }
}

TEST_CASE("Joint training's peak is predicted as well") {
    compare(shortRun("joint", "backbone = \"small-cnn\"\nwidth = 16", "batch_size = 32"));
}

TEST_CASE("A buffer or a draw that is larger than what there is to hold is predicted as it comes along") {
    for (const char* network : {"backbone = \"mlp\"\nhidden = [100, 100]", "backbone = \"small-cnn\"\nwidth = 16"}) {
        for (const char* method : {"er", "der++", "latent-replay"}) {
            for (const char* training : {"batch_size = 32", "batch_size = 10\nepochs = 2"}) {
                RunSpec run = shortRun(method, network, training);
                run.method.parameters.set("buffer_size", std::int64_t{100'000});
                run.method.parameters.set("replay_size", std::int64_t{65'536});
                compare(run);
                run.method.parameters.set("buffer_size", std::int64_t{150});
                compare(run);
            }
        }
    }
}

TEST_CASE("Domains need no more memory than is predicted, however they show their images") {
    for (const std::string transform : {"rotated", "permuted"}) {
        for (const char* network : {"backbone = \"mlp\"\nhidden = [100, 100]", "backbone = \"small-cnn\"\nwidth = 4"}) {
            for (const char* method : {"sgd", "er", "ewc"}) {
                SpecText text;
                text.method = method;
                text.methodKeys = methods().at(method);
                text.network = network;
                text.scenario = "kind = \"domain-incremental\"\ntasks = 2\ntrain_fraction = 0.004\ntest_fraction = "
                                "0.001\ntransform = \"" +
                                transform + '"';
                text.training = "batch_size = 32";
                text.measuring = "layer_metrics = false";
                compare(runOf(text));
            }
        }
    }
}
