#pragma once

#include "cost/segments.h"
#include "cost/stage_operations.h"
#include "spec/settings.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// A stage's backward, and what comes to it from elsewhere.
struct StageBackward {
    std::vector<Operation> operations;
    bool inputGradient = false;
    /// LightCL penalises the maps after each ReLU; autograd takes the penalty first, so these gradients wait all at
    /// once.
    bool penalised = false;
    bool recomputesNorms = false; ///< training.memory is not "fast"
    bool channelsLast = false;
};

/// Of a segment.
StageBackward backwardOf(const Segments& segments, std::size_t index, MemoryMode memory, bool penalised);

/// Values of a row's maps of gradients while the backward of the operation at `index` runs; `input`: its input's
/// gradient is computed.
std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index, bool input);

/// The same while the penalty's gradient of the stage's output and what comes from above are added to a third, before
/// the penalty's other gradients are there; 0 where there is no such penalty.
std::int64_t joiningMaps(const StageBackward& stage);

/// What the library allocates for rows of a convolution's backward beside gradients: its kernel in the library's own
/// layout or, where channels are not last, both maps in it while the kernel's gradient is computed. With a stride and
/// more than 16 input channels, but no multiple of 16, it works on the maps as they are.
std::int64_t scratchBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows);

/// Kept by autograd for one row, and for all rows of a step.
std::int64_t keptBytesPerRow(const Operation& operation, MemoryMode memory);
std::int64_t keptBytes(const Operation& operation, MemoryMode memory, std::int64_t rows);

} // namespace lightcl
