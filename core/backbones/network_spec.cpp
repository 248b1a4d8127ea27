#include "backbones/network_spec.h"

#include "base/error.h"

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
