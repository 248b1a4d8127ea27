#include "engine/segment.h"

#include "rules/kept_inputs.h"

namespace lightcl {

namespace {

Segment segment(const Network& network, const Method& method, std::size_t stage, std::size_t first,
                std::size_t blocks) {
    Segment made{stage, first, blocks, {}, true};
    for (std::size_t block = first; block < first + blocks; ++block) {
        const std::vector<NamedTensor>& own = network.parameters(stage, block);
        made.parameters.insert(made.parameters.end(), own.begin(), own.end());
    }
    if (first > 0) return made;
    for (NamedTensor& parameter : method.ownParameters(stage)) made.parameters.push_back(std::move(parameter));
    return made;
}

} // namespace

std::vector<Segment> segmentsOf(const Network& network, const Method& method, std::size_t firstStage, bool perBlock) {
    std::vector<Segment> segments;
    for (std::size_t stage = firstStage; stage < network.stageCount(); ++stage) {
        const std::size_t blocks = network.blockCount(stage);
        const std::size_t each = perBlock ? 1 : blocks;
        for (std::size_t first = 0; first < blocks; first += each) {
            segments.push_back(segment(network, method, stage, first, each));
        }
    }
    if (!perBlock || firstStage > 0) return segments;
    const std::vector<bool> kept = keepsBlockInputs(network.spec());
    for (std::size_t index = 0; index < segments.size(); ++index) segments[index].keepsInput = kept[index];
    return segments;
}

} // namespace lightcl
