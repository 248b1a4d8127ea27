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
    /// The stage's input has more digits than its layers read: each that reads it casts and keeps it.
    bool castsInput = false;
    bool channelsLast = false;
    MemoryMode memory = MemoryMode::Fast;
    Precision precision;

    [[nodiscard]] bool recomputesNorms() const { return memory != MemoryMode::Fast; }
    [[nodiscard]] bool givesInputGradient(const Operation& operation) const {
        return inputGradient || !operation.readsStageInput;
    }
};

/// Of a segment, where nothing comes from elsewhere.
StageBackward backwardOf(const Segments& segments, std::size_t index);

/// Values of a row's maps of gradients while the backward of the operation at `index` runs.
std::int64_t gradientMaps(const StageBackward& stage, std::ptrdiff_t index);

/// Values of the maps of gradients while the penalty's of the stage's output, which is made for the penalised rows and
/// then put among all rows, is added to what comes from above; 0 where there is no such penalty.
std::int64_t joiningValues(const StageBackward& stage, std::int64_t rows, std::int64_t penalisedRows);

/// What the library allocates for rows of a convolution's backward beside gradients: its kernel in the library's own
/// layout or, where channels are not last, both maps in it while the kernel's gradient is computed. With a stride and
/// more than 16 input channels, but no multiple of 16, it works on the maps as they are. With autocast both, and more
/// copies of kernel and gradient in bfloat16.
std::int64_t scratchBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows);

/// Kept by autograd for one row of a layer.
std::int64_t keptBytesPerRow(const Operation& operation, MemoryMode memory, Precision precision);
/// For all rows of a step, with what autocast has made of weights and of the stage's input.
std::int64_t keptBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows);
std::int64_t keptBytes(const StageBackward& stage, std::int64_t rows);
/// Of these, what the layer above kept and is done with when this one's backward comes: a pooling's output. In float32
/// this is not told apart, as a pooling's backward does not need the most there.
std::int64_t keptAboveBytes(const StageBackward& stage, const Operation& operation, std::int64_t rows);

} // namespace lightcl
