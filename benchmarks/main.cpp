#include "profiling/tensor_memory.h"
#include "run_benchmark.h"
#include "store_benchmark.h"
#include "training_benchmark.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace {

using namespace lightcl;

struct Options {
    int rounds = 5;
    double secondsPerRound = 1.0;
    std::string only;
};

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
    app.add_option("--only", options.only, "training, measuring, runs, store or window")
        ->check(CLI::IsMember({"training", "measuring", "runs", "store", "window"}));
    CLI11_PARSE(app, argc, argv);
    poolTensorMemory(); // as the worker does
    const auto wanted = [&](const char* part) { return options.only.empty() || options.only == part; };
    if (wanted("training")) {
        for (const NetworkCase& network : kNetworks)
            benchmarkTraining(network, options.rounds, options.secondsPerRound);
    }
    if (wanted("measuring")) {
        fmt::print("\nmeasuring memory while SGD trains\n");
        for (const NetworkCase& network : kNetworks)
            benchmarkMeasuring(network, options.rounds, options.secondsPerRound);
    }
    if (wanted("runs")) {
        fmt::print("\nall default measuring, in whole runs of SGD: five tasks of one epoch\n");
        for (const NetworkCase& network : kNetworks) benchmarkRuns(network, options.rounds);
    }
    if (wanted("store")) fmt::print("\nstore: {:.0f} layer rows/s\n", storeRowsPerSecond());
    if (wanted("window")) benchmarkWindow(options);
    return 0;
}
