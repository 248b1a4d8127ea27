#include "networks/network.h"

#include "networks/convolution.h"
#include "networks/initial_weights.h"
#include "networks/memory_layout.h"
#include "networks/norm_groups.h"
#include "networks/norm_relu_convolution.h"
#include "networks/relu6.h"

#include <stdexcept>

namespace lightcl {

Network::Network(NetworkSpec spec, RandomStream& random) : spec_(std::move(spec)) {
    for (std::size_t s = 0; s < spec_.stages.size(); ++s) {
        Stage& stage = stages_.emplace_back();
        for (const BlockSpec& block : spec_.stages[s].blocks) {
            Block& made = stage.blocks.emplace_back();
            made.residual = block.residual;
            made.linear = block.linear;
            made.main = makePath(block.main, s, made, random);
            made.shortcut = makePath(block.shortcut, s, made, random);
        }
    }
}

std::vector<Network::Layer> Network::makePath(const std::vector<LayerSpec>& specs, std::size_t stage, Block& owner,
                                              RandomStream& random) {
    std::vector<Layer> path;
    path.reserve(specs.size());
    for (const LayerSpec& spec : specs) path.push_back(makeLayer(spec, stage, owner.parameters, random));
    return path;
}

Network::Layer Network::makeLayer(const LayerSpec& spec, std::size_t stage, std::vector<NamedTensor>& parameters,
                                  RandomStream& random) {
    Layer layer;
    layer.spec = spec;
    const InitialWeights initial = initialWeights(spec, spec_, random);
    const auto learnable = [&](const char* suffix, const torch::Tensor& tensor) {
        if (tensor.defined()) parameters.push_back({spec.name + suffix, tensor, stage});
        return tensor;
    };
    layer.weight = learnable(".weight", initial.weight);
    layer.bias = learnable(".bias", initial.bias);
    if (spec.kind == LayerKind::BatchNorm2d) {
        layer.runningMean = torch::zeros({spec.output.channels});
        layer.runningVariance = torch::ones({spec.output.channels});
        buffers_.push_back({spec.name + ".running_mean", layer.runningMean, stage});
        buffers_.push_back({spec.name + ".running_var", layer.runningVariance, stage});
    }
    if (spec.isWeightLayer()) {
        layer.weightLayer = layerWeights_.size();
        layerWeights_.push_back(layer.weight);
    }
    return layer;
}

torch::Tensor Network::forwardLayer(Layer& layer, const torch::Tensor& input, NormMode mode) const {
    const LayerSpec& spec = layer.spec;
    switch (spec.kind) {
    case LayerKind::Conv2d:
        if (!libraryDefaults_) return convolution(input, layer.weight, layer.bias, spec);
        return torch::conv2d(input, layer.weight, layer.bias, spec.stride, spec.padding, 1, spec.groups);
    case LayerKind::BatchNorm2d: {
        const bool again = mode == NormMode::Again;
        if (mode != NormMode::Evaluation && normGroups_.apart(input)) {
            return batchNormApart(input,
                                  {layer.weight, layer.bias, again ? torch::Tensor() : layer.runningMean,
                                   again ? torch::Tensor() : layer.runningVariance},
                                  normGroups_);
        }
        const bool evaluation = mode == NormMode::Evaluation;
        const torch::Tensor variance =
            evaluation ? layer.runningVariance : varianceToUpdate(input, layer.runningVariance);
        return torch::batch_norm(input, layer.weight, layer.bias, again ? torch::Tensor() : layer.runningMean,
                                 again ? torch::Tensor() : variance, !evaluation, kNormMomentum, kNormEpsilon, false);
    }
    case LayerKind::Linear:
        return torch::linear(input, layer.weight, layer.bias);
    case LayerKind::Relu:
        return spec.limitedToSix ? relu6InPlace(input) : input.relu_();
    case LayerKind::MaxPool2d:
        return torch::max_pool2d(input, spec.kernel, spec.stride, spec.padding);
    case LayerKind::GlobalAvgPool:
        return input.mean({2, 3});
    case LayerKind::Flatten:
        return input.flatten(1);
    }
    throw std::logic_error("unknown layer kind");
}

bool Network::computesAgain(const std::vector<Layer>& path, std::size_t norm, NormMode mode) const {
    if (!recomputesNorms_ || mode == NormMode::Evaluation || !at::GradMode::is_enabled()) return false;
    return norm + 2 < path.size() && path[norm].spec.kind == LayerKind::BatchNorm2d &&
           path[norm + 1].spec.kind == LayerKind::Relu && path[norm + 2].spec.kind == LayerKind::Conv2d;
}

torch::Tensor Network::normReluConvolution(const std::vector<Layer>& path, std::size_t norm, const torch::Tensor& input,
                                           NormMode mode, FeatureMaps* maps) const {
    const Layer& batchNorm = path[norm];
    const Layer& convolution = path[norm + 2];
    const bool again = mode == NormMode::Again;
    const NormReluConvolution layers{batchNorm.weight,
                                     batchNorm.bias,
                                     again ? torch::Tensor() : batchNorm.runningMean,
                                     again ? torch::Tensor() : batchNorm.runningVariance,
                                     path[norm + 1].spec.limitedToSix,
                                     convolution.weight,
                                     convolution.bias,
                                     convolution.spec,
                                     normGroups_};
    const NormReluConvolution::Result made = layers(input, maps != nullptr);
    if (maps) {
        maps->back().values = made.rectified;
        maps->back().rectified = true;
        maps->push_back({convolution.weightLayer, false, made.output});
    }
    return made.output;
}

torch::Tensor Network::forwardPath(std::vector<Layer>& path, torch::Tensor input, NormMode mode,
                                   FeatureMaps* maps) const {
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (computesAgain(path, i, mode)) {
            input = normReluConvolution(path, i, input, mode, maps);
            i += 2;
            continue;
        }
        input = forwardLayer(path[i], input, mode);
        if (!maps) continue;
        const LayerKind kind = path[i].spec.kind;
        if (path[i].spec.isWeightLayer()) {
            maps->push_back({path[i].weightLayer, false, input});
        } else if (kind == LayerKind::BatchNorm2d || kind == LayerKind::Relu) {
            maps->back().values = input;
            maps->back().rectified = kind == LayerKind::Relu;
        }
    }
    return input;
}

torch::Tensor Network::forwardBlock(Block& block, const torch::Tensor& input, NormMode mode, FeatureMaps* maps) const {
    torch::Tensor output = forwardPath(block.main, input, mode, maps);
    if (!block.residual) return output;
    const std::size_t lastOfMain = maps ? maps->size() - 1 : 0;
    output = output.add_(block.shortcut.empty() ? input : forwardPath(block.shortcut, input, mode, maps));
    if (!block.linear) output = output.relu_();
    if (maps) {
        (*maps)[lastOfMain].values = output;
        (*maps)[lastOfMain].rectified = !block.linear;
    }
    return output;
}

torch::Tensor Network::forwardStage(std::size_t stage, torch::Tensor input, NormMode mode, FeatureMaps* maps) {
    return forwardBlocks(stage, 0, blockCount(stage), std::move(input), mode, maps);
}

torch::Tensor Network::laidOutFor(std::size_t stage, const torch::Tensor& input) const {
    return libraryDefaults_ ? input : laidOut(input, layoutOf(spec_.stages.at(stage)));
}

torch::Tensor Network::forwardBlocks(std::size_t stage, std::size_t first, std::size_t count, torch::Tensor input,
                                     NormMode mode, FeatureMaps* maps) {
    if (stageInput_ && first == 0) input = stageInput_(stage, std::move(input), mode);
    input = laidOutFor(stage, input);
    std::vector<Block>& blocks = stages_.at(stage).blocks;
    for (std::size_t block = first; block < first + count; ++block) {
        input = forwardBlock(blocks.at(block), input, mode, maps);
    }
    return input;
}

torch::Tensor Network::forward(torch::Tensor input, NormMode mode, std::size_t first, FeatureMaps* maps) {
    for (std::size_t stage = first; stage < stages_.size(); ++stage) {
        input = forwardStage(stage, std::move(input), mode, maps);
    }
    return input;
}

std::vector<NamedTensor> Network::parameters(std::size_t stage) const {
    std::vector<NamedTensor> all;
    for (const Block& block : stages_.at(stage).blocks) {
        all.insert(all.end(), block.parameters.begin(), block.parameters.end());
    }
    return all;
}

const std::vector<NamedTensor>& Network::parameters(std::size_t stage, std::size_t block) const {
    return stages_.at(stage).blocks.at(block).parameters;
}

std::vector<NamedTensor> Network::parameters() const {
    std::vector<NamedTensor> all;
    for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
        for (NamedTensor& parameter : parameters(stage)) all.push_back(std::move(parameter));
    }
    return all;
}

std::vector<NamedTensor> Network::buffers() const {
    return buffers_;
}

Network Network::clone() const {
    RandomStream unused(0);
    Network copy(spec_, unused);
    copy.copyValues(*this);
    for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
        const std::vector<NamedTensor> own = parameters(stage);
        copy.requireGradients(stage, !own.empty() && own.front().tensor.requires_grad());
    }
    return copy;
}

void Network::reinitialise(RandomStream& random) {
    copyValues(Network(spec_, random));
}

void Network::copyValues(const Network& from) {
    at::NoGradGuard noGradient;
    const auto copy = [](const std::vector<NamedTensor>& targets, const std::vector<NamedTensor>& sources) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            torch::Tensor target = targets[i].tensor;
            target.copy_(sources[i].tensor);
        }
    };
    copy(parameters(), from.parameters());
    copy(buffers_, from.buffers_);
}

void Network::requireGradients(std::size_t stage, bool required) {
    for (NamedTensor& parameter : parameters(stage)) parameter.tensor.set_requires_grad(required);
}

} // namespace lightcl
