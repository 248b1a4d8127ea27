#pragma once

#include "backbones/network_spec.h"
#include "spec/settings.h"

#include <cstdint>

namespace lightcl {

/// How the stream's batches are made ready ahead of the step that trains on them: while one group of batches is trained
/// on, the next is filled.
struct PreparedBatches {
    std::int64_t groups = 0;    ///< in memory at a time; 0: each batch is made when it is asked for
    std::int64_t groupRows = 0; ///< samples of a group, whole batches

    [[nodiscard]] std::int64_t rows() const { return groups * groupRows; }
};

/// For an epoch over so many samples. A group has as many batches as fit into half a MiB, and at least one: handing
/// over a group takes as long as a whole step of a small network. With MemoryMode::Low nothing lies ready, and neither
/// does it where an epoch has a single batch.
PreparedBatches preparedBatches(MemoryMode memory, Shape image, std::int64_t batchSize, std::int64_t samples);

/// Of a sample that lies ready: its picture, a byte a pixel, its label and, if it will enter the network, its inputs in
/// float32.
std::int64_t preparedBytes(Shape image, bool withInputs);

} // namespace lightcl
