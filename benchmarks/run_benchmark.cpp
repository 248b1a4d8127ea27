#include "run_benchmark.h"

#include "engine/trainer.h"
#include "metrics/confusion_counts.h"
#include "profiling/process_memory.h"
#include "scratch_folder.h"
#include "spec/method_network.h"
#include "spec/spec_file.h"
#include "timing.h"

#include <cstdio>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

/// Hears everything and keeps nothing.
class NoObserver final : public RunObserver {
public:
    void rows(std::vector<RunRow> /*rows*/) override {}
    void totals(double /*seconds*/, double /*trainingFlops*/, std::int64_t /*peakRssBytes*/) override {}
    void epochStored() override {}
    void taskStored(int /*task*/) override {}
    void progress(const RunProgress& /*progress*/) override {}
    void epochFinished(const RunEvent& /*event*/) override {}
    bool stopRequested() override { return false; }
};

constexpr std::int64_t kTestPerClass = 100;

Split noise(const NetworkSpec& network, std::int64_t perClass) {
    const std::int64_t count = perClass * network.classes;
    return {
        torch::randint(256, {count, network.input.channels, network.input.height, network.input.width}, torch::kUInt8),
        torch::arange(count, torch::kInt64).remainder(network.classes)};
}

/// Whole runs of SGD: five tasks of one epoch each.
class RunCase {
public:
    RunCase(const NetworkCase& network, const char* measuring, std::int64_t trainPerClass)
        : run_(expandGrid(
                   parseExperiment(fmt::format("name = \"bench\"\n{}[measuring]\n{}\n[[method]]\nname = \"sgd\"\n",
                                               network.toml, measuring),
                                   network.name))
                   .front()),
          dataset_{noise(networkOf(run_), trainPerClass), noise(networkOf(run_), kTestPerClass)} {}

    void train() {
        NoObserver observer;
        std::filesystem::remove(checkpoint_);
        Trainer(run_, dataset_, observer, checkpoint_).run();
    }

private:
    RunSpec run_;
    Dataset dataset_;
    ScratchFolder folder_;
    std::filesystem::path checkpoint_ = folder_.path() / "run.safetensors";
};

void printAlways() {
    constexpr int kLooks = 1000;
    constexpr std::int64_t kImages = 10'000;
    const double look = timeRounds(5,
                                   [] {
                                       for (int i = 0; i < kLooks; ++i) static_cast<void>(residentBytes());
                                   })
                            .median /
                        kLooks;
    const torch::Tensor labels = torch::randint(200, {kImages}, torch::kInt64);
    const torch::Tensor predicted = torch::randint(200, {kImages}, torch::kInt64);
    std::size_t rows = 0;
    const double count = timeRounds(5, [&] {
                             ConfusionCounts counts(200);
                             counts.add(labels, predicted);
                             rows += counts.rows(1, 1).size();
                         }).median;
    fmt::print("a look at the process's memory {:.0f} us; counting {} predictions of 200 classes {:.2f} ms\n",
               1e6 * look, kImages, rows > 0 ? 1e3 * count : 0.0);
}

} // namespace

void benchmarkRuns(const NetworkCase& network, int rounds) {
    const std::int64_t trainPerClass = network.convolutional ? 150 : 1'500;
    RunCase without(network, "layer_metrics = false\nmemory = false", trainPerClass);
    RunCase with(network, "", trainPerClass);
    const Turns turns = timeTurns(
        rounds, [&] { without.train(); }, [&] { with.train(); });
    fmt::print("{:<36}{:>8.2f} s a run with accuracies alone, {:.2f} with all default measuring ({:+.1f} %, {:+.1f} to "
               "{:+.1f})\n",
               network.name, turns.first.median, turns.second.median, 100 * (turns.ratio.median - 1),
               100 * (turns.ratio.fastest - 1), 100 * (turns.ratio.slowest - 1));
    if (!network.convolutional) printAlways();
    std::fflush(stdout);
}

} // namespace lightcl
