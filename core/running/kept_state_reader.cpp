#include "running/kept_state_reader.h"

#include "base/error.h"
#include "weights/picked_tensors.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

const std::string kImages = "state/method/buffer/images";
const std::string kLabels = "state/method/buffer/labels";

bool isOfBuffer(const TensorEntry& entry) {
    return entry.name == kImages || entry.name == kLabels;
}

int numberIn(const PickedTensors& picked, const char* key) {
    const auto found = picked.metadata.find(key);
    return found == picked.metadata.end() ? 0 : std::atoi(found->second.c_str());
}

void takeBuffer(PickedTensors& picked, const std::filesystem::path& file, KeptState& state) {
    const auto images = picked.tensors.find(kImages);
    const auto labels = picked.tensors.find(kLabels);
    if (images == picked.tensors.end() || labels == picked.tensors.end()) return;
    auto& [type, shape, values] = images->second;
    const auto numbers = labels->second.numbers<std::int64_t>();
    if (labels->second.type != ElementType::I64 || shape.empty() || shape[0] != std::ssize(numbers))
        throw InputError(fmt::format("{}: expected a label for each of the replay buffer's samples, found {} for {}",
                                     file.string(), numbers.size(), shape.empty() ? 0 : shape[0]));
    if (type != ElementType::U8 || shape.size() != 4) {
        state.storedActivations = shape[0];
        return;
    }
    std::vector<std::uint8_t> pixels(values.size());
    std::transform(values.begin(), values.end(), pixels.begin(),
                   [](std::byte value) { return std::to_integer<std::uint8_t>(value); });
    state.buffer = BufferImages{shape[1], shape[2], shape[3], std::move(pixels), numbers};
}

/// Where the run was. Throws InputError for a file that says no task.
RunPosition positionIn(const PickedTensors& picked, const std::filesystem::path& file) {
    const RunPosition at{numberIn(picked, "task"), numberIn(picked, "epoch")};
    if (at.task < 1)
        throw InputError(fmt::format("{}: expected a run's checkpoint, found no task in it", file.string()));
    return at;
}

/// The tensors that say something about a layer.
struct LayerNames {
    LayerNames(const std::string& layer, std::size_t index)
        : weight("state/network/" + layer + ".weight"), held(fmt::format("state/method/patterns/{}.channels", index)),
          alive(fmt::format("state/method/masks/{}.weight.alive", layer)), mapEnd(fmt::format(".{}", index)) {}

    [[nodiscard]] bool isMap(const std::string& name) const {
        return name.starts_with(mapStart) && name.ends_with(mapEnd);
    }
    [[nodiscard]] bool has(const TensorEntry& entry) const {
        return entry.name == weight || entry.name == held || entry.name == alive || isMap(entry.name);
    }

    std::string weight, held, alive;
    std::string mapStart = "measurer/probe/"; ///< of each task's probe images, as they were when it ended
    std::string mapEnd;
};

/// A bit for each weight, the lowest of a word first.
std::vector<bool> bitsOf(const PickedTensor& words, std::size_t count) {
    const auto numbers = words.numbers<std::int64_t>();
    std::vector<bool> bits(count);
    for (std::size_t at = 0; at < count && at / 64 < numbers.size(); ++at)
        bits[at] = (static_cast<std::uint64_t>(numbers[at / 64]) >> (at % 64) & 1U) != 0;
    return bits;
}

/// Mean of |feature| over rows and positions of a map [rows, channels, …]; none where the map has other channels.
std::vector<double> activityOf(const PickedTensor& map, std::int64_t channels) {
    const auto& shape = map.shape;
    if (shape.size() < 2 || shape[1] != channels || shape[0] < 1 || !isFloating(map.type)) return {};
    const auto values = map.floats();
    const auto rows = static_cast<std::size_t>(shape[0]);
    const auto count = static_cast<std::size_t>(channels);
    const auto positions = values.size() / (rows * count);
    std::vector<double> sums(count);
    for (std::size_t at = 0; positions > 0 && at < values.size(); ++at)
        sums[at / positions % count] += std::abs(static_cast<double>(values[at]));
    for (double& sum : sums) sum /= static_cast<double>(rows * std::max<std::size_t>(1, positions));
    return sums;
}

} // namespace

KeptState readKeptState(const std::filesystem::path& file) {
    PickedTensors picked = pickTensors(file, isOfBuffer);
    KeptState state;
    state.at = positionIn(picked, file);
    takeBuffer(picked, file, state);
    return state;
}

KeptLayer readKeptLayer(const std::filesystem::path& file, const std::string& layer, std::size_t index) {
    const LayerNames names(layer, index);
    const PickedTensors picked = pickTensors(file, [&](const TensorEntry& entry) { return names.has(entry); });
    KeptLayer kept;
    kept.at = positionIn(picked, file);
    kept.name = layer;
    const auto weight = picked.tensors.find(names.weight);
    if (weight == picked.tensors.end() || weight->second.shape.empty() || !isFloating(weight->second.type))
        throw InputError(fmt::format("{}: expected the weights of layer {}, found none: it is another network's "
                                     "checkpoint, or its method keeps them otherwise",
                                     file.string(), layer));
    kept.channels = weight->second.shape[0];
    kept.weights = weight->second.floats();
    if (const auto held = picked.tensors.find(names.held);
        held != picked.tensors.end() && held->second.type == ElementType::I64)
        kept.held = held->second.numbers<std::int64_t>();
    if (const auto alive = picked.tensors.find(names.alive);
        alive != picked.tensors.end() && alive->second.type == ElementType::I64)
        kept.alive = bitsOf(alive->second, kept.weights.size());
    const auto map = picked.tensors.find(names.mapStart + std::to_string(kept.at.task) + names.mapEnd);
    if (map != picked.tensors.end()) kept.activity = activityOf(map->second, kept.channels);
    return kept;
}

} // namespace lightcl
