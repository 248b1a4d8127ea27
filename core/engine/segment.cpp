#include "engine/segment.h"

#include "backbones/kept_inputs.h"

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

void decideWhatIsKept(std::vector<Segment>& segments, const NetworkSpec& network) {
    std::vector<Shape> inputs;
    for (const Segment& segment : segments) {
        inputs.push_back(network.stages[segment.stage].blocks[segment.firstBlock].main.front().input);
    }
    const std::vector<bool> kept = keepsInputs(inputs);
    for (std::size_t index = 0; index < segments.size(); ++index) segments[index].keepsInput = kept[index];
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
    if (perBlock && firstStage == 0) decideWhatIsKept(segments, network.spec());
    return segments;
}

} // namespace lightcl
