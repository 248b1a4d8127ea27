#include "rules/prepared_batches.h"

#include "base/element_bytes.h"

#include <algorithm>

namespace lightcl {

namespace {

constexpr std::int64_t kGroupBytes = std::int64_t{512} << 10;

} // namespace

PreparedBatches preparedBatches(MemoryMode memory, Shape image, std::int64_t batchSize, std::int64_t samples) {
    if (memory == MemoryMode::Low || samples <= batchSize) return {};
    const std::int64_t batches = std::max<std::int64_t>(1, kGroupBytes / (batchSize * preparedBytes(image, true)));
    const std::int64_t groupRows = std::min(batches * batchSize, samples);
    return {groupRows < samples ? 2 : 1, groupRows};
}

std::int64_t preparedBytes(Shape image, bool withInputs) {
    return image.elements() * (1 + (withInputs ? kFloatBytes : 0)) + kLabelBytes;
}

} // namespace lightcl
