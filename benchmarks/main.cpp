#include "convolution_peak.h"
#include "cost/thread_advice.h"
#include "profiling/tensor_memory.h"
#include "store_benchmark.h"
#include "timing.h"
#include "training_case.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <thread>

namespace {

using namespace lightcl;

struct Options {
    int rounds = 5;
    double secondsPerRound = 1.0;
    std::string only;
};

struct NetworkCase {
    const char* name;
    const char* toml; ///< [network], [scenario] and [training]
    bool convolutional = true;
};

constexpr std::array kNetworks = {
    NetworkCase{"resnet18 w64, 3x32x32, batch 32",
                "[scenario]\ndataset = \"cifar-10\"\n[network]\nbackbone = \"resnet18\"\nwidth = 64\n"
                "[training]\nlearning_rate = 0.0001\n"},
    NetworkCase{"resnet18 w20, 1x28x28, batch 32",
                "[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"resnet18\"\nwidth = 20\n"
                "[training]\nlearning_rate = 0.0001\n"},
    NetworkCase{"mlp 784-100-100-10, batch 10",
                "[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n"
                "[training]\nbatch_size = 10\nlearning_rate = 0.0001\n",
                false}};

/// One row of the table: a method, and how it is trained.
struct MethodCase {
    const char* label;
    const char* method;
    const char* training = "";
    bool forMlp = true;
};

/// Beside the methods' defaults: ER replays 15 samples, as the paper's Table 1 does.
constexpr std::array kMethods = {
    MethodCase{"SGD", "name = \"sgd\""},
    MethodCase{"SGD, low memory", "name = \"sgd\"", "memory = \"low\"", false},
    MethodCase{"SGD, bfloat16", "name = \"sgd\"", "precision = \"bfloat16\"", false},
    MethodCase{"ER", "name = \"er\"\nreplay_size = 15\nbuffer_size = 200"},
    MethodCase{"LightCL", "name = \"lightcl\""},
    MethodCase{"LightCL, cached", "name = \"lightcl\"", "cached_views = 1"},
    MethodCase{"LightCL, cached, bfloat16", "name = \"lightcl\"", "cached_views = 1\nprecision = \"bfloat16\"", false}};

/// The operations per stream sample that one more step costs.
struct Speed {
    Timing timing;
    double samplesPerSecond = 0;
    double flopsPerSecond = 0;
};

template <typename Train>
Speed measure(TrainingCase& training, const Options& options, Train&& train) {
    const auto once = timeRounds(1, [&] { train(1); }).median;
    const auto steps = std::max<std::int64_t>(3, static_cast<std::int64_t>(options.secondsPerRound / once));
    Speed speed;
    const double before = training.flops();
    speed.timing = timeRounds(options.rounds, [&] { train(steps); });
    const double flopsPerRound = (training.flops() - before) / (options.rounds + 1);
    speed.samplesPerSecond = static_cast<double>(steps * training.batchSize()) / speed.timing.median;
    speed.flopsPerSecond = flopsPerRound / speed.timing.median;
    return speed;
}

TrainingCase caseOf(const NetworkCase& network, const MethodCase& method) {
    return {network.name,
            fmt::format("name = \"bench\"\n{}{}\n[[method]]\n{}\n", network.toml, method.training, method.method)};
}

/// Samples a second of the plain loop, and the layers' peak; prints the table's head.
struct Reference {
    double plain = 0;
    double peak = 0;

    Reference(const NetworkCase& network, const Options& options) {
        TrainingCase training = caseOf(network, kMethods.front());
        const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        at::set_num_threads(suggestedThreads(training.run(), cores));
        peak = layerPeakFlopsPerSecond(training.network(), training.batchSize(), torch::kFloat32);
        const double halfPeak = layerPeakFlopsPerSecond(training.network(), training.batchSize(), torch::kBFloat16);
        plain = measure(training, options, [&](auto steps) { training.trainPlainly(steps); }).samplesPerSecond;
        fmt::print("\n{}, {} thread(s): layers alone {:.0f} GFLOP/s in float32, {:.0f} in bfloat16\n", network.name,
                   at::get_num_threads(), peak / 1e9, halfPeak / 1e9);
        fmt::print("{:<28}{:>12}{:>14}{:>12}{:>16}{:>14}\n", "", "samples/s", "min - max", "x plain", "of layers' peak",
                   "tensors MiB");
        fmt::print("{:<28}{:>12.0f}\n", "plain LibTorch loop, SGD", plain);
    }
};

void benchmarkMethod(const NetworkCase& network, const MethodCase& method, const Reference& reference,
                     const Options& options) {
    TrainingCase training = caseOf(network, method);
    const Speed speed = measure(training, options, [&](auto steps) { training.train(steps); });
    const double perRound = speed.samplesPerSecond * speed.timing.median;
    fmt::print("{:<28}{:>12.0f}{:>14}{:>12.2f}{:>15.0f}%{:>14.1f}\n", method.label, speed.samplesPerSecond,
               fmt::format("{:.0f} - {:.0f}", perRound / speed.timing.slowest, perRound / speed.timing.fastest),
               speed.samplesPerSecond / reference.plain, 100 * speed.flopsPerSecond / reference.peak,
               static_cast<double>(training.peakBytes()) / (1024.0 * 1024.0));
    std::fflush(stdout);
}

void benchmarkNetwork(const NetworkCase& network, const Options& options) {
    const Reference reference(network, options);
    for (const MethodCase& method : kMethods) {
        if (method.forMlp || network.convolutional) benchmarkMethod(network, method, reference, options);
    }
}

/// Starts a program that lies beside this one; no process may load both LibTorch and Qt.
void runBeside(const char* name, const std::string& arguments) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
    if (!std::filesystem::exists(program))
        fmt::print("{}: not built\n", name);
    else if (std::system(fmt::format("'{}' {}", program.string(), arguments).c_str()) != 0)
        fmt::print("{} failed\n", name);
    std::fflush(stdout);
}

void benchmarkWindow(const Options& options) {
    fmt::print("\nwindow, milliseconds from process start to the first paint: ");
    const bool display = std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY");
    if (!display) setenv("QT_QPA_PLATFORM", "offscreen", 0);
    fmt::print("{}", display ? "" : "(no display: offscreen) ");
    std::fflush(stdout);
    runBeside("lightcl-workbench", "--first-paint");
    fmt::print("\nwindow on a large store\n");
    std::fflush(stdout);
    runBeside("lightcl-window-bench", fmt::format("--rounds {}", options.rounds));
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Measures training, the store and the window on this machine; prints medians.", "lightcl-bench");
    app.add_option("--rounds", options.rounds, "rounds of each measurement")->check(CLI::PositiveNumber);
    app.add_option("--seconds", options.secondsPerRound, "length of a training round")->check(CLI::PositiveNumber);
    app.add_option("--only", options.only, "training, store or window")
        ->check(CLI::IsMember({"training", "store", "window"}));
    CLI11_PARSE(app, argc, argv);
    poolTensorMemory(); // as the worker does
    const auto wanted = [&](const char* part) { return options.only.empty() || options.only == part; };
    if (wanted("training")) {
        for (const NetworkCase& network : kNetworks) benchmarkNetwork(network, options);
    }
    if (wanted("store")) fmt::print("\nstore: {:.0f} layer rows/s\n", storeRowsPerSecond());
    if (wanted("window")) benchmarkWindow(options);
    return 0;
}
