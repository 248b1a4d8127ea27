#include "convolution_peak.h"

#include "timing.h"

#include <algorithm>

namespace lightcl {

namespace {

struct LayerTrial {
    torch::MemoryFormat layout;
    torch::ScalarType type;
};

struct LayerRun {
    torch::Tensor input, weight, outputGradient;
};

torch::Tensor forward(const LayerSpec& layer, const LayerRun& run) {
    return layer.kind == LayerKind::Linear ? torch::linear(run.input, run.weight)
                                           : torch::conv2d(run.input, run.weight, {}, layer.stride, layer.padding);
}

LayerRun makeRun(const LayerSpec& layer, std::int64_t batchSize, LayerTrial trial) {
    LayerRun run;
    if (layer.kind == LayerKind::Linear) {
        run.input = torch::randn({batchSize, layer.input.elements()});
        run.weight = torch::randn({layer.output.elements(), layer.input.elements()});
    } else {
        run.input = torch::randn({batchSize, layer.input.channels, layer.input.height, layer.input.width});
        run.weight = torch::randn({layer.output.channels, layer.input.channels, layer.kernel, layer.kernel});
        run.input = run.input.contiguous(trial.layout);
        run.weight = run.weight.contiguous(trial.layout);
    }
    run.input = run.input.to(trial.type).requires_grad_();
    run.weight = run.weight.to(trial.type).requires_grad_();
    run.outputGradient = torch::randn_like(forward(layer, run));
    return run;
}

double secondsOfLayer(const LayerSpec& layer, std::int64_t batchSize, LayerTrial trial) {
    const LayerRun run = makeRun(layer, batchSize, trial);
    const auto once = [&] {
        torch::autograd::grad({forward(layer, run)}, {run.input, run.weight}, {run.outputGradient});
    };
    const double estimate = std::max(1e-6, timeRounds(1, once).median);
    const int repeats = std::max(1, static_cast<int>(0.02 / estimate));
    const Timing timing = timeRounds(5, [&] {
        for (int i = 0; i < repeats; ++i) once();
    });
    return timing.fastest / repeats;
}

} // namespace

double layerPeakFlopsPerSecond(const NetworkSpec& network, std::int64_t batchSize, torch::ScalarType type) {
    double operations = 0;
    double seconds = 0;
    for (const LayerSpec& layer : network.weightLayers()) {
        operations += 6.0 * static_cast<double>(layer.macs() * batchSize);
        seconds += std::min(secondsOfLayer(layer, batchSize, {torch::MemoryFormat::Contiguous, type}),
                            secondsOfLayer(layer, batchSize, {torch::MemoryFormat::ChannelsLast, type}));
    }
    return operations / seconds;
}

} // namespace lightcl
