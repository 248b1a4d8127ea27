#include "methods/sparse_training.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

namespace {

bool isFullThreeByThree(const LayerSpec& layer) {
    return layer.kind == LayerKind::Conv2d && layer.kernel == 3 &&
           layer.parameters() >= 9 * layer.input.channels * layer.output.channels; // a depthwise one has fewer
}

std::vector<std::string> blockConvolutions(const NetworkSpec& network) {
    std::vector<std::string> names;
    for (const StageSpec& stage : network.stages) {
        for (const BlockSpec& block : stage.blocks) {
            if (!block.residual) continue;
            for (const LayerSpec& layer : block.main) {
                if (isFullThreeByThree(layer)) names.push_back(layer.name + ".weight");
            }
        }
    }
    return names;
}

/// Into the same tensor if there is one: what was booked as the method's stays so.
void renew(torch::Tensor& mask, const torch::Tensor& values) {
    if (mask.defined()) {
        mask.copy_(values);
    } else {
        mask = values;
    }
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

std::vector<std::string> SparseTraining::maskedWeights(const NetworkSpec& network) {
    std::vector<std::string> names = blockConvolutions(network);
    if (!names.empty()) return names;
    for (const LayerSpec& layer : network.weightLayers()) names.push_back(layer.name + ".weight");
    names.pop_back();
    return names;
}

SparseTraining::SparseTraining(const Settings& settings, const NetworkSpec& network) : settings_(settings) {
    for (const std::string& name : maskedWeights(network)) masks_[name];
}

void SparseTraining::begin(const Network& network) {
    if (!settings_.weightMasks) return;
    torch::NoGradGuard noGradient;
    for (const NamedTensor& parameter : network.parameters()) {
        const auto found = masks_.find(parameter.name);
        if (found == masks_.end()) continue;
        const torch::Tensor magnitude = parameter.tensor.abs();
        found->second.alive = largestMask(magnitude, aliveCount(magnitude.numel(), settings_.sparsity));
        afterUpdate(parameter);
    }
}

void SparseTraining::beginEpoch(int epoch, int epochs, RandomStream& random) {
    due_ = maskUpdate(settings_, epoch, epochs);
    if (due_) growth_ = RandomStream(random.next());
    step_ = 0;
}

void SparseTraining::adjustGradient(const NamedTensor& parameter, torch::Tensor& gradient) {
    const auto found = masks_.find(parameter.name);
    if (found == masks_.end()) return;
    Masks& masks = found->second;
    if (step_ == 1 && due_ && masks.alive.defined()) {
        const torch::Tensor importance = parameter.tensor.abs().add_(gradient.abs(), settings_.gradientWeight);
        renew(masks.alive, grown(pruned(masks.alive, importance, due_->pruneTo), due_->growTo, growth_));
    }
    if (masks.alive.defined()) gradient.mul_(masks.alive);
    if (!settings_.gradientMasks) return;
    if ((step_ - 1) % settings_.gradientInterval == 0) {
        const auto learning = std::llround(settings_.gradientShare * static_cast<double>(gradient.numel()));
        renew(masks.learning, largestMask(gradient.abs(), std::max<std::int64_t>(1, learning)));
    }
    gradient.mul_(masks.learning);
}

void SparseTraining::afterUpdate(const NamedTensor& parameter) const {
    const auto found = masks_.find(parameter.name);
    if (found == masks_.end() || !found->second.alive.defined()) return;
    torch::NoGradGuard noGradient;
    torch::Tensor(parameter.tensor).mul_(found->second.alive);
}

torch::Tensor SparseTraining::alive(const std::string& parameter) const {
    return masks_.at(parameter).alive;
}

torch::Tensor SparseTraining::learning(const std::string& parameter) const {
    return masks_.at(parameter).learning;
}

void SparseTraining::save(StateArchive archive) const {
    for (const auto& [name, masks] : masks_) {
        archive.put(name + ".alive", masks.alive);
        archive.put(name + ".learning", masks.learning);
    }
}

void SparseTraining::restore(const StateArchive& archive) {
    for (auto& [name, masks] : masks_) masks = {archive.tensor(name + ".alive"), archive.tensor(name + ".learning")};
}

} // namespace lightcl
