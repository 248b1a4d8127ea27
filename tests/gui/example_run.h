#pragma once

#include "reading/run_data.h"

#include <string>
#include <vector>

namespace lightcl::test {

/// What to make up for an example run.
struct ExampleRunOptions {
    RunId id = 1;
    std::string method = "lightcl";
    int seed = 0;
    int tasks = 5;
    int epochs = 3;
    int layers = 21; ///< 21: the weight layers of ResNet-18 with its shortcuts; another number: "layer<n>"
    std::int64_t bufferSize = 200;
    int finishedTasks = 5; ///< with fewer than `tasks` the run is running
    QColor color = QColor(0x00, 0x72, 0xb2);
};

/// A plausible made-up run: a fixed function of the options, so that pictures of it can be compared.
RunDataPtr exampleRun(const ExampleRunOptions& options = {});

/// The example run of a method.
RunDataPtr methodRun(RunId id, const std::string& method, int seed, const QColor& color);

/// Runs of three methods, two of them seeds of one.
std::vector<RunDataPtr> fourRuns();

} // namespace lightcl::test
