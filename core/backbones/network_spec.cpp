#include "backbones/network_spec.h"

#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

std::int64_t LayerSpec::parameters() const {
    switch (kind) {
    case LayerKind::Conv2d:
        return input.channels / groups * output.channels * kernel * kernel + (bias ? output.channels : 0);
    case LayerKind::Linear:
        return input.elements() * output.channels + (bias ? output.channels : 0);
    case LayerKind::BatchNorm2d:
        return 2 * output.channels;
    default:
        return 0;
    }
}

std::int64_t LayerSpec::weights() const {
    return isWeightLayer() ? parameters() - (bias ? output.channels : 0) : 0;
}

std::int64_t LayerSpec::macs() const {
    switch (kind) {
    case LayerKind::Conv2d:
        return input.channels / groups * kernel * kernel * output.elements();
    case LayerKind::Linear:
        return input.elements() * output.channels;
    default:
        return 0;
    }
}

std::int64_t StageSpec::parameters() const {
    std::int64_t sum = 0;
    for (const auto& block : blocks) {
        for (const auto& layer : block.main) sum += layer.parameters();
        for (const auto& layer : block.shortcut) sum += layer.parameters();
    }
    return sum;
}

std::int64_t StageSpec::macs() const {
    std::int64_t sum = 0;
    for (const auto& block : blocks) {
        for (const auto& layer : block.main) sum += layer.macs();
        for (const auto& layer : block.shortcut) sum += layer.macs();
    }
    return sum;
}

std::int64_t NetworkSpec::parameters() const {
    std::int64_t sum = 0;
    for (const auto& stage : stages) sum += stage.parameters();
    return sum;
}

std::int64_t NetworkSpec::macs() const {
    std::int64_t sum = 0;
    for (const auto& stage : stages) sum += stage.macs();
    return sum;
}

std::vector<LayerSpec> NetworkSpec::layers() const {
    std::vector<LayerSpec> all;
    for (const auto& stage : stages) {
        for (const auto& block : stage.blocks) {
            all.insert(all.end(), block.main.begin(), block.main.end());
            all.insert(all.end(), block.shortcut.begin(), block.shortcut.end());
        }
    }
    return all;
}

std::vector<LayerSpec> NetworkSpec::weightLayers() const {
    std::vector<LayerSpec> all = layers();
    std::erase_if(all, [](const LayerSpec& layer) { return !layer.isWeightLayer(); });
    return all;
}

std::vector<std::size_t> NetworkSpec::stagesOfWeightLayers() const {
    std::vector<std::size_t> result;
    const auto isWeightLayer = [](const LayerSpec& layer) { return layer.isWeightLayer(); };
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        for (const BlockSpec& block : stages[stage].blocks) {
            for (const auto* path : {&block.main, &block.shortcut}) {
                result.insert(result.end(), std::count_if(path->begin(), path->end(), isWeightLayer), stage);
            }
        }
    }
    return result;
}

bool NetworkSpec::chainsLinearLayers() const {
    const auto isPlain = [](const BlockSpec& block) {
        return !block.residual && std::all_of(block.main.begin(), block.main.end(), [](const LayerSpec& layer) {
            return layer.kind == LayerKind::Linear || layer.kind == LayerKind::Relu || layer.kind == LayerKind::Flatten;
        });
    };
    return std::all_of(stages.begin(), stages.end(), [&](const StageSpec& stage) {
        return std::all_of(stage.blocks.begin(), stage.blocks.end(), isPlain);
    });
}

std::size_t NetworkSpec::stageIndex(const std::string& name) const {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < stages.size(); ++index) {
        if (stages[index].name == name) return index;
        names.push_back(stages[index].name);
    }
    throw InputError(
        fmt::format("expected a stage of {}, one of {}, got \"{}\"", backbone, fmt::join(names, ", "), name));
}

} // namespace lightcl
