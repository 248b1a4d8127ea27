#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace lightcl {

/// How long a task is trained: its epochs, of which a budget of steps may cut the last one short.
struct TaskLength {
    std::int64_t epochs = 1;
    std::int64_t steps = 0;     ///< of all epochs together
    std::int64_t lastSteps = 0; ///< of the last epoch, as far as it is trained
    double span = 1;            ///< in epochs, a part of the last one counted as a part: what a schedule runs over

    /// Samples of this epoch (from 1) that are trained on, of the `samples` it has.
    [[nodiscard]] std::int64_t trained(std::int64_t epoch, std::int64_t samples, std::int64_t batchSize) const;
};

/// Of a task with at most `epochs` epochs. `samplesOf`: the samples that an epoch (from 1) goes over. `maxSteps`: steps
/// of the stream after which the task ends, at least 1; absent: no such bound.
TaskLength taskLength(std::int64_t epochs, std::int64_t batchSize, std::optional<std::int64_t> maxSteps,
                      const std::function<std::int64_t(std::int64_t epoch)>& samplesOf);

} // namespace lightcl
