#include "metrics/layer_probe.h"

#include "catalog/layer_metric.h"
#include "metrics/layer_formulas.h"
#include "networks/losses.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

/// Makes every parameter require gradients, and puts back what was.
class Unfrozen {
public:
    explicit Unfrozen(Network& network) : parameters_(network.parameters()) {
        for (const NamedTensor& parameter : parameters_) {
            required_.push_back(parameter.tensor.requires_grad());
            parameter.tensor.set_requires_grad(true);
        }
    }
    ~Unfrozen() {
        for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].tensor.set_requires_grad(required_[i]);
    }
    Unfrozen(const Unfrozen&) = delete;
    Unfrozen& operator=(const Unfrozen&) = delete;

private:
    std::vector<NamedTensor> parameters_;
    std::vector<bool> required_;
};

void accumulate(std::vector<double>& values, std::size_t layer, std::size_t layers, double value) {
    values.resize(layers);
    values[layer] += value;
}

} // namespace

Samples LayerProbe::probes(int task, std::int64_t batch) const {
    const torch::Tensor& all = scenario_->task(task).probeIndices;
    return scenario_->trainSamples(all.slice(0, batch * settings_.probeSamples, (batch + 1) * settings_.probeSamples));
}

std::vector<torch::Tensor> LayerProbe::featureMaps(Network& network, int task) const {
    at::NoGradGuard noGradient;
    FeatureMaps maps;
    network.forward(scenario_->inputsOf(probes(task, 0).images), NormMode::Evaluation, 0, &maps);
    std::vector<torch::Tensor> result(maps.size());
    constexpr double kLargestHalf = 65504; // beyond it float16 is infinite, and differences are no numbers
    for (FeatureMap& map : maps) {
        result[map.layer] = map.values.clamp(-kLargestHalf, kLargestHalf).to(torch::kFloat16).contiguous();
    }
    return result;
}

void LayerProbe::measurePlasticity(Network& network, int seenUpTo, const std::vector<int>& probed,
                                   LayerValues& values) const {
    const Unfrozen unfrozen(network);
    const std::vector<torch::Tensor>& weights = network.layerWeights();
    const torch::Tensor seen =
        marked(torch::tensor(scenario_->seenClasses(seenUpTo), torch::kInt64), network.spec().classes);
    const double share = 1.0 / static_cast<double>(probed.size() * static_cast<std::size_t>(settings_.probeBatches));
    for (const int task : probed) {
        for (std::int64_t batch = 1; batch <= settings_.probeBatches; ++batch) {
            const Samples rows = probes(task, batch);
            const torch::Tensor logits = network.forward(scenario_->inputsOf(rows.images), NormMode::Evaluation);
            const torch::Tensor loss = crossEntropyOver(seen, logits, rows.labels);
            const std::vector<torch::Tensor> gradients = torch::autograd::grad({loss}, weights);
            at::NoGradGuard noGradient;
            for (std::size_t l = 0; l < weights.size(); ++l) {
                const auto add = [&](std::string_view metric, double value) {
                    accumulate(values[metric], l, weights.size(), share * value);
                };
                add(layerMetricName("learning_plasticity"), learningPlasticity(gradients[l], weights[l]));
                add(layerMetricName("gradient_norm"), gradients[l].norm().item<double>());
                add(layerMetricName("gradient_l1"), gradients[l].abs().mean().item<double>());
            }
        }
    }
}

std::vector<LayerDriftRow> LayerProbe::measureStability(Network& network, RunPosition at, LayerValues& values) const {
    const auto [task, epoch] = at;
    const auto earlier = static_cast<double>(std::distance(references_.begin(), references_.lower_bound(task)));
    std::vector<LayerDriftRow> drifts;
    for (const auto& [past, then] : references_) {
        if (past >= task) break;
        const std::vector<torch::Tensor> now = featureMaps(network, past);
        for (std::size_t l = 0; l < now.size(); ++l) {
            const torch::Tensor a = now[l].to(torch::kFloat32);
            const torch::Tensor b = then[l].to(torch::kFloat32);
            const auto add = [&](std::string_view metric, double value) {
                accumulate(values[metric], l, now.size(), value / earlier);
            };
            drifts.push_back({task, epoch, static_cast<int>(l), past, memoryStability(a, b), linearCka(a, b)});
            add(layerMetricName("memory_stability"), drifts.back().memoryStability);
            add(layerMetricName("linear_cka"), drifts.back().linearCka);
            add(layerMetricName("cosine_similarity"), cosineSimilarity(a, b));
        }
    }
    return drifts;
}

LayerProbe::Measured LayerProbe::measure(Network& network, int task, int epoch, const std::vector<int>& probed) const {
    LayerValues values;
    measurePlasticity(network, task, probed, values);
    Measured measured{{}, measureStability(network, {task, epoch}, values)};
    if (const auto stability = values.find(layerMetricName("memory_stability")); stability != values.end()) {
        values[layerMetricName("generalizability")] =
            generalizability(stability->second, values[layerMetricName("learning_plasticity")]);
    }
    const std::vector<LayerSpec> layers = network.spec().weightLayers();
    for (const auto& [metric, perLayer] : values) {
        for (std::size_t l = 0; l < perLayer.size(); ++l) {
            measured.metrics.push_back(
                {task, epoch, static_cast<int>(l), layers[l].name, std::string(metric), perLayer[l]});
        }
    }
    return measured;
}

void LayerProbe::remember(Network& network, int task) {
    references_[task] = featureMaps(network, task);
}

void LayerProbe::save(StateArchive archive) const {
    for (const auto& [task, maps] : references_) {
        for (std::size_t l = 0; l < maps.size(); ++l) archive.put(fmt::format("{}.{}", task, l), maps[l]);
    }
}

void LayerProbe::restore(const StateArchive& archive) {
    references_.clear();
    for (int task = 1; task <= scenario_->taskCount(); ++task) {
        std::vector<torch::Tensor> maps;
        while (archive.has(fmt::format("{}.{}", task, maps.size()))) {
            maps.push_back(archive.tensor(fmt::format("{}.{}", task, maps.size())).clone());
        }
        if (!maps.empty()) references_[task] = std::move(maps);
    }
}

} // namespace lightcl
