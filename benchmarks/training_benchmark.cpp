#include "training_benchmark.h"

#include "convolution_peak.h"
#include "running/threads.h"
#include "timing.h"
#include "training_case.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <thread>

namespace lightcl {

namespace {

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

TrainingCase caseOf(const NetworkCase& network, const MethodCase& method, bool measuresMemory = true) {
    return {network.name,
            fmt::format("name = \"bench\"\n{}{}\n[[method]]\n{}\n", network.toml, method.training, method.method),
            measuresMemory};
}

void takeThreads(const TrainingCase& training) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(suggestedThreads(training.run(), cores));
}

/// So many steps as take about that long; the first ones are left out of account.
template <typename Train>
std::int64_t stepsFor(double seconds, Train&& train) {
    train(2);
    return std::max<std::int64_t>(3, static_cast<std::int64_t>(seconds / secondsOf([&] { train(1); })));
}

/// The plain loop, and what the layers reach alone.
class Reference {
public:
    Reference(const NetworkCase& network, double secondsPerRound) : training_(caseOf(network, kMethods.front())) {
        takeThreads(training_);
        steps_ = stepsFor(secondsPerRound, [this](std::int64_t steps) { training_.trainPlainly(steps); });
    }

    void work() { training_.trainPlainly(steps_); }
    [[nodiscard]] double samples() const { return static_cast<double>(steps_ * training_.batchSize()); }
    [[nodiscard]] double peak(torch::ScalarType type) const {
        return layerPeakFlopsPerSecond(training_.network(), training_.batchSize(), type);
    }

private:
    TrainingCase training_;
    std::int64_t steps_ = 0;
};

void benchmarkMethod(const NetworkCase& network, const MethodCase& method, Reference& reference, double peak,
                     int rounds, double secondsPerRound) {
    TrainingCase training = caseOf(network, method);
    const std::int64_t steps = stepsFor(secondsPerRound, [&](std::int64_t count) { training.train(count); });
    const auto samples = static_cast<double>(steps * training.batchSize());
    const double before = training.flops();
    const Turns turns = timeTurns(
        rounds, [&] { training.train(steps); }, [&] { reference.work(); });
    const double flops = (training.flops() - before) / (rounds + 1); // with the turn that warms up
    // Of the same work: seconds a sample of both.
    const auto timesPlain = [&](double ratio) { return ratio * samples / reference.samples(); };
    fmt::print("{:<28}{:>12.0f}{:>15}{:>11.0f}{:>9.2f}{:>15}{:>15.0f}%{:>14.1f}\n", method.label,
               samples / turns.first.median,
               fmt::format("{:.0f} - {:.0f}", samples / turns.first.slowest, samples / turns.first.fastest),
               reference.samples() / turns.second.median, timesPlain(turns.ratio.median),
               fmt::format("{:.2f} - {:.2f}", timesPlain(turns.ratio.fastest), timesPlain(turns.ratio.slowest)),
               100 * flops / turns.first.median / peak, static_cast<double>(training.peakBytes()) / (1024.0 * 1024.0));
    std::fflush(stdout);
}

} // namespace

void benchmarkTraining(const NetworkCase& network, int rounds, double secondsPerRound) {
    Reference reference(network, secondsPerRound);
    const double peak = reference.peak(torch::kFloat32);
    fmt::print("\n{}, {} thread(s): layers alone {:.0f} GFLOP/s in float32, {:.0f} in bfloat16\n", network.name,
               at::get_num_threads(), peak / 1e9, reference.peak(torch::kBFloat16) / 1e9);
    fmt::print("{:<28}{:>12}{:>15}{:>11}{:>9}{:>15}{:>16}{:>14}\n", "", "samples/s", "min - max", "plain loop",
               "x plain", "min - max", "of layers' peak", "tensors MiB");
    for (const MethodCase& method : kMethods) {
        if (method.forMlp || network.convolutional)
            benchmarkMethod(network, method, reference, peak, rounds, secondsPerRound);
    }
}

void benchmarkMeasuring(const NetworkCase& network, int rounds, double secondsPerRound) {
    TrainingCase with = caseOf(network, kMethods.front());
    TrainingCase without = caseOf(network, kMethods.front(), false);
    takeThreads(with);
    const std::int64_t steps = stepsFor(secondsPerRound, [&](std::int64_t count) { without.train(count); });
    const Turns turns = timeTurns(
        rounds, [&] { without.train(steps); }, [&] { with.train(steps); });
    const Turns recorded = timeTurns(
        std::max(rounds, 15), [&] { with.train(1); }, [&] { with.trainRecorded(); });
    fmt::print("{:<36}{:>10.3f} ms a step without, {:.3f} with an account of memory ({:+.1f} %, {:+.1f} to {:+.1f}); "
               "recording one step {:+.3f} ms\n",
               network.name, 1e3 * turns.first.median / static_cast<double>(steps),
               1e3 * turns.second.median / static_cast<double>(steps), 100 * (turns.ratio.median - 1),
               100 * (turns.ratio.fastest - 1), 100 * (turns.ratio.slowest - 1),
               1e3 * (recorded.second.median - recorded.first.median));
    std::fflush(stdout);
}

} // namespace lightcl
