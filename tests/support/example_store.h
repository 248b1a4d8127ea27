#pragma once

#include "runs/rows.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace lightcl::test {

/// The runs that writeExampleStore made, by what they stand for.
struct ExampleStore {
    std::vector<RunId> done; ///< lightcl, lightcl, er, er, sgd, sgd, joint (seeds 0 and 1, joint only 0)
    RunId running = 0;       ///< lightcl, third task of five
    RunId failed = 0;        ///< er, killed in its second task
    RunId interrupted = 0;   ///< sgd, stopped in its fourth task
    RunId queued = 0;        ///< er, not started
};

/// Fills `file` with made-up but plausible runs of a small ResNet-18 on Split Fashion-MNIST: 5 tasks, 2 epochs each.
/// The figures are a fixed function of method and seed, so that pictures of them can be compared. The running run
/// claims to be trained by the process `workerPid`.
ExampleStore writeExampleStore(const std::filesystem::path& file, std::int64_t workerPid);

} // namespace lightcl::test
