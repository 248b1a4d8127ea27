#include "rules/stable_prefix.h"

namespace lightcl {

std::size_t stablePrefix(const NetworkSpec& network, const std::vector<double>& generalizability, double threshold) {
    const std::vector<std::size_t> stages = network.stagesOfWeightLayers();
    for (std::size_t layer = 0; layer < stages.size(); ++layer) {
        if (!(generalizability.at(layer) >= threshold)) return stages[layer];
    }
    return network.stages.size() - 1;
}

} // namespace lightcl
