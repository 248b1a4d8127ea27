#include "hold_clock.h"
#include "large_store.h"
#include "scratch_folder.h"
#include "store/run_reader.h"
#include "window_benchmark.h"

#include <CLI/CLI.hpp>
#include <QSettings>
#include <cstdio>
#include <fmt/format.h>

namespace {

using namespace lightcl;

void printRow(const char* what, const Timing& timing, const char* goal) {
    fmt::print("{:<58}{:>8.0f} ms{:>16}{:>12}\n", what, 1e3 * timing.median,
               fmt::format("{:.0f} - {:.0f}", 1e3 * timing.fastest, 1e3 * timing.slowest), goal);
    std::fflush(stdout);
}

void printRate(const std::string& what, double perSecond, const char* unit, const char* goal) {
    fmt::print("{:<58}{:>8.0f} {:<18}{:>12}\n", what, perSecond, unit, goal);
    std::fflush(stdout);
}

void printHold(const std::string& what, double seconds) {
    fmt::print("{:<58}{:>8.0f} ms{:>28}\n", "longest hold-up: " + what, 1e3 * seconds, "50");
    std::fflush(stdout);
}

/// The store in the file; made, with its speed told, where there is none yet.
RunId storeIn(const std::filesystem::path& file, const LargeStoreSize& size) {
    if (std::filesystem::exists(file)) return RunReader(Database::openForReading(file)).runs().back().id;
    const LargeStore store = writeLargeStore(file, size);
    printRate(fmt::format("layer rows stored, {} runs, {} rows", size.runs, store.layerRows),
              static_cast<double>(store.layerRows) / store.seconds, "rows/s", "200,000");
    return store.longRun;
}

void benchmark(const LargeStoreSize& size, int rounds, const std::filesystem::path& kept) {
    const ScratchFolder folder;
    const auto file = kept.empty() ? folder.path() / "large.sqlite" : kept;
    const RunId longRun = storeIn(file, size);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(folder.path().string()));
    WindowBenchmark window(QString::fromStdString(file.string()), longRun);
    printRow("open it: all runs listed, the newest run plotted", window.open(rounds), "1,000");
    printRow("select a run of 62 x 500 that was not read before", window.selectUnread(rounds, false), "100");
    printRow("the same with its 5,000 losses shown", window.selectUnread(rounds, true), "100");
    printRow("show another metric of it", window.switchMetric(rounds), "100");
    printRow("follow a change by another process", window.followChange(rounds), "");
    printRate("pan that heatmap", window.panFrames(false), "frames/s", "60");
    printRate("pan that heatmap, magnified 5 times", window.panFrames(true), "frames/s", "60");
    for (const auto& [what, hold] : window.longestHolds(rounds)) printHold(what, hold);
}

} // namespace

int main(int argc, char** argv) {
    LargeStoreSize size;
    int rounds = 5;
    std::filesystem::path kept;
    CLI::App app("Measures the window on a large store of made-up runs; prints medians.", "lightcl-window-bench");
    app.add_option("--runs", size.runs, "runs in the store")->check(CLI::PositiveNumber);
    app.add_option("--rounds", rounds, "rounds of each measurement")->check(CLI::PositiveNumber);
    app.add_option("--keep", kept, "keep the store in this file, and use it again");
    CLI11_PARSE(app, argc, argv);
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const HoldClock application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("LightCL"));
    QApplication::setApplicationName(QStringLiteral("Window benchmark"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    benchmark(size, rounds, kept);
    return 0;
}
