#pragma once

#include "figures/run_record.h"
#include "spec/spec_file.h"

#include <string>

namespace lightcl::test {

/// LightCL on Split Fashion-MNIST with a small ResNet-18 of 20 channels, batches of 32, nothing measured yet.
inline RunRecord exploredRun(const std::string& method = "lightcl", std::int64_t seed = 0,
                             const std::string& moreOfMethod = "") {
    const auto spec = parseExperiment(R"(
name = "explored"
[scenario]
dataset = "fashion-mnist"
tasks = 5
[network]
backbone = "resnet18"
width = 20
[training]
epochs = 2
[[method]]
name = ")" + method + "\"\n" + moreOfMethod,
                                      "explored");
    auto cell = expandGrid(spec).front();
    cell.seed = seed;
    RunRecord run;
    run.summary.id = seed + 1;
    run.summary.method = method;
    run.summary.seed = seed;
    describeRun(run, cell);
    return run;
}

/// Gives every layer the value at a position; layers are named as the run's network has them.
inline void measure(RunRecord& run, const std::string& metric, RunPosition at, const std::vector<double>& values) {
    const auto layers = run.network.weightLayers();
    for (std::size_t layer = 0; layer < values.size(); ++layer) {
        run.layerMetrics.nameLayer(static_cast<int>(layer), layers.at(layer).name);
        run.layerMetrics.add(metric, at, static_cast<int>(layer), values[layer]);
    }
}

} // namespace lightcl::test
