#include "methods/structure/sparse_training.h"

#include "base/error.h"
#include "rules/sparsity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// Of a checkpoint; older ones have a byte a weight. Throws InputError for one of another layer.
WeightMask restored(const StateArchive& archive, const std::string& name, std::int64_t weights) {
    const torch::Tensor mask = archive.tensor(name);
    if (!mask.defined()) return {};
    const bool bytes = mask.scalar_type() == torch::kBool;
    const bool fits = bytes ? mask.numel() == weights : WeightMask::fits(mask, weights);
    if (!fits) throw InputError(fmt::format("checkpoint: expected a mask of {} weights as {}", weights, name));
    return bytes ? WeightMask::of(mask) : WeightMask(mask, weights);
}

} // namespace

std::optional<SparseTraining::MaskUpdate> SparseTraining::maskUpdate(const Settings& settings, int epoch, int epochs) {
    if (!settings.weightMasks || (epoch - 1) % settings.maskInterval != 0) return std::nullopt;
    const double exact = settings.sparsity;
    const bool last = epoch + settings.maskInterval > epochs;
    if (last && epoch > 1) return MaskUpdate{exact, exact};
    if (!last && epoch == 1) return MaskUpdate{exact, std::max(0.0, exact - settings.growBack)};
    return MaskUpdate{std::min(1.0, exact + settings.growBack), exact};
}

SparseTraining::SparseTraining(const Settings& settings, const NetworkSpec& network) : settings_(settings) {
    for (const LayerSpec& layer : maskedLayers(network)) layers_[layer.name + ".weight"].weights = layer.weights();
}

void SparseTraining::begin(const Network& network) {
    if (!settings_.weightMasks) return;
    at::NoGradGuard noGradient;
    for (const NamedTensor& parameter : network.parameters()) {
        Layer* const layer = layerOf(parameter);
        if (!layer) continue;
        layer->alive =
            WeightMask::largest({parameter.tensor}, aliveCount(parameter.tensor.numel(), settings_.sparsity));
        afterUpdate(parameter);
    }
}

SparseTraining::Layer* SparseTraining::layerOf(const NamedTensor& parameter) {
    const auto found = layers_.find(parameter.name);
    return found == layers_.end() ? nullptr : &found->second;
}

void SparseTraining::beginEpoch(int epoch, int epochs, RandomStream& random) {
    due_ = maskUpdate(settings_, epoch, epochs);
    if (due_) growth_ = RandomStreams(random.next());
    step_ = 0;
}

void SparseTraining::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    Layer* const layer = layerOf(parameter);
    if (!layer) return;
    WeightMask& alive = layer->alive;
    WeightMask& learning = layer->learning;
    gradient = gradient.contiguous();
    if (step_ == 1 && due_ && alive.defined()) {
        const WeightImportance importance{parameter.tensor, gradient, static_cast<float>(settings_.gradientWeight)};
        // A stream of its own for each layer: in what order they come depends on training.memory.
        RandomStream growth = growth_.fresh(parameter.name);
        alive.assign(alive.pruned(importance, due_->pruneTo).grown(due_->growTo, growth));
    }
    if (alive.defined()) alive.apply(gradient);
    if (!settings_.gradientMasks) return;
    if ((step_ - 1) % settings_.gradientInterval == 0) {
        const auto most = std::llround(settings_.gradientShare * static_cast<double>(gradient.numel()));
        learning.assign(WeightMask::largest({gradient}, std::max<std::int64_t>(1, most)));
    }
    learning.apply(gradient);
}

void SparseTraining::afterUpdate(const NamedTensor& parameter) {
    const Layer* const layer = layerOf(parameter);
    if (layer && layer->alive.defined()) layer->alive.apply(parameter.tensor);
}

void SparseTraining::compact(const NamedTensor& parameter) {
    Layer* const layer = layerOf(parameter);
    if (!layer || !layer->alive.defined() || layer->living.defined()) return;
    at::NoGradGuard noGradient;
    layer->sizes = parameter.tensor.sizes().vec();
    layer->living = layer->alive.packed(parameter.tensor);
    parameter.tensor.set_data(torch::empty({0}));
}

void SparseTraining::expand(const NamedTensor& parameter) {
    Layer* const layer = layerOf(parameter);
    if (!layer || !layer->living.defined()) return;
    at::NoGradGuard noGradient;
    parameter.tensor.set_data(layer->alive.unpacked(layer->living, layer->sizes));
    layer->living.reset();
}

const WeightMask& SparseTraining::alive(const std::string& parameter) const {
    return layers_.at(parameter).alive;
}

const WeightMask& SparseTraining::learning(const std::string& parameter) const {
    return layers_.at(parameter).learning;
}

void SparseTraining::save(StateArchive archive) const {
    for (const auto& [name, layer] : layers_) {
        archive.put(name + ".alive", layer.alive.bits());
        archive.put(name + ".learning", layer.learning.bits());
    }
}

void SparseTraining::restore(const StateArchive& archive) {
    for (auto& [name, layer] : layers_) {
        layer.alive = restored(archive, name + ".alive", layer.weights);
        layer.learning = restored(archive, name + ".learning", layer.weights);
    }
}

} // namespace lightcl
