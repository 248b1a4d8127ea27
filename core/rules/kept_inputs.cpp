#include "rules/kept_inputs.h"

#include <algorithm>

namespace lightcl {

namespace {

std::int64_t largestAfterFirst(const std::vector<Shape>& inputs) {
    std::int64_t largest = 0;
    for (std::size_t index = 1; index < inputs.size(); ++index) largest = std::max(largest, inputs[index].elements());
    return largest;
}

bool isMap(const Shape& shape) {
    return shape.height * shape.width > 1;
}

} // namespace

std::vector<bool> keepsInputs(const std::vector<Shape>& inputs) {
    const std::int64_t largest = largestAfterFirst(inputs);
    std::vector<bool> kept(inputs.size(), true);
    for (std::size_t index = 1; index + 1 < inputs.size(); ++index) {
        kept[index] = !isMap(inputs[index]) || inputs[index].elements() < largest ||
                      inputs[index + 1].elements() < inputs[index].elements();
    }
    return kept;
}

std::vector<bool> keepsBlockInputs(const NetworkSpec& network) {
    std::vector<Shape> inputs;
    for (const StageSpec& stage : network.stages) {
        for (const BlockSpec& block : stage.blocks) inputs.push_back(block.main.front().input);
    }
    return keepsInputs(inputs);
}

bool entersLargest(const NetworkSpec& network, std::size_t stage) {
    std::vector<Shape> inputs;
    for (const StageSpec& each : network.stages) inputs.push_back(each.input());
    return stage > 0 && isMap(inputs[stage]) && inputs[stage].elements() == largestAfterFirst(inputs);
}

} // namespace lightcl
