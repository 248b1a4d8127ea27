#include "rules/row_operations.h"

#include <algorithm>
#include <numeric>

namespace lightcl {

namespace {

std::int64_t macsOf(const std::vector<LayerSpec>& layers, std::size_t first) {
    const auto end = layers.begin() + static_cast<std::ptrdiff_t>(first);
    return std::accumulate(layers.begin(), end, std::int64_t{0},
                           [](std::int64_t sum, const LayerSpec& layer) { return sum + layer.macs(); });
}

std::int64_t macsOf(const NetworkSpec& network, std::size_t first, std::size_t last) {
    std::int64_t sum = 0;
    for (std::size_t stage = first; stage < last; ++stage) sum += network.stages[stage].macs();
    return sum;
}

std::int64_t macsOnInput(const StageSpec& stage) {
    const BlockSpec& block = stage.blocks.front();
    return macsOf(block.main, readersOfInput(block.main)) + macsOf(block.shortcut, readersOfInput(block.shortcut));
}

} // namespace

std::size_t readersOfInput(const std::vector<LayerSpec>& path) {
    const auto first =
        std::find_if(path.begin(), path.end(), [](const LayerSpec& layer) { return layer.isWeightLayer(); });
    return static_cast<std::size_t>(first - path.begin()) + (first == path.end() ? 0 : 1);
}

double frozenOperations(const NetworkSpec& network, std::size_t firstTrainable) {
    return static_cast<double>(2 * macsOf(network, 0, firstTrainable));
}

double trainedOperations(const NetworkSpec& network, std::size_t firstTrainable) {
    if (firstTrainable >= network.stages.size()) return 0;
    return static_cast<double>(6 * macsOf(network, firstTrainable, network.stages.size()) -
                               2 * macsOnInput(network.stages[firstTrainable]));
}

} // namespace lightcl
