#include "cost/stage_operations.h"

#include "rules/row_operations.h"

namespace lightcl {

namespace {

LayerSpec closingRelu(Shape shape) {
    LayerSpec layer;
    layer.kind = LayerKind::Relu;
    layer.input = shape;
    layer.output = shape;
    return layer;
}

void markNormedMaps(std::vector<Operation>& operations, const std::vector<LayerSpec>& path) {
    Operation* const first = operations.data() + operations.size() - path.size();
    for (std::size_t norm = 0; norm + 2 < path.size(); ++norm) {
        if (path[norm].kind != LayerKind::BatchNorm2d || path[norm + 1].kind != LayerKind::Relu) continue;
        if (path[norm + 2].kind != LayerKind::Conv2d) continue;
        first[norm + 1].aroundNormedMap = first[norm + 2].aroundNormedMap = true;
    }
}

/// `held` lives beside the path; once a layer has made a map of its own, the block's input does as well.
void append(std::vector<Operation>& operations, const std::vector<LayerSpec>& path, bool first, std::int64_t held,
            std::int64_t pending) {
    const std::size_t readers = first ? readersOfInput(path) : 0;
    bool ownInput = false;
    for (std::size_t index = 0; index < path.size(); ++index) {
        const LayerSpec& layer = path[index];
        operations.push_back({layer, index < readers, held + (ownInput ? path.front().input.elements() : 0), pending});
        ownInput = ownInput || layer.kind != LayerKind::Flatten;
    }
    markNormedMaps(operations, path);
}

} // namespace

std::vector<Operation> operationsOf(const StageSpec& stage) {
    std::vector<Operation> operations;
    for (const BlockSpec& block : stage.blocks) {
        const bool first = operations.empty();
        const Shape input = block.main.front().input;
        const Shape output = block.main.back().output;
        // Backward takes the shortcut first, as it was executed last: meanwhile the sum's gradient waits for the main
        // path; then the shortcut's part of the input's gradient (as large as the input) waits until the main path's
        // comes.
        const std::size_t begin = operations.size();
        append(operations, block.main, first, 0, block.residual ? input.elements() : 0);
        for (std::size_t index = begin; index < operations.size(); ++index) {
            operations[index].pendingOnMap = begin > 0 && operations[begin - 1].layer.kind == LayerKind::Relu;
        }
        append(operations, block.shortcut, first, output.elements(), output.elements());
        if (block.linear) {
            operations.back().outputKept = true;
        } else if (block.residual) {
            operations.push_back({closingRelu(output), false, input.elements(), 0});
        }
    }
    return operations;
}

} // namespace lightcl
