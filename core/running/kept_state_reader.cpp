#include "running/kept_state_reader.h"

#include "base/error.h"
#include "weights/picked_tensors.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

const std::string kImages = "state/method/buffer/images";
const std::string kLabels = "state/method/buffer/labels";
const std::string kPatterns = "state/method/patterns/";
const std::string kChannels = ".channels";

bool isShown(const TensorEntry& entry) {
    return entry.name == kImages || entry.name == kLabels ||
           (entry.name.starts_with(kPatterns) && entry.name.ends_with(kChannels));
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

} // namespace

KeptState readKeptState(const std::filesystem::path& file) {
    PickedTensors picked = pickTensors(file, isShown);
    KeptState state;
    state.at = {numberIn(picked, "task"), numberIn(picked, "epoch")};
    if (state.at.task < 1)
        throw InputError(fmt::format("{}: expected a run's checkpoint, found no task in it", file.string()));
    takeBuffer(picked, file, state);
    for (const auto& [name, tensor] : picked.tensors) {
        if (!name.starts_with(kPatterns) || tensor.type != ElementType::I64) continue;
        const auto layer = name.substr(kPatterns.size(), name.size() - kPatterns.size() - kChannels.size());
        state.patterns[std::strtoul(layer.c_str(), nullptr, 10)] = tensor.numbers<std::int64_t>();
    }
    return state;
}

} // namespace lightcl
