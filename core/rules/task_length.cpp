#include "rules/task_length.h"

#include <algorithm>

namespace lightcl {

std::int64_t TaskLength::trained(std::int64_t epoch, std::int64_t samples, std::int64_t batchSize) const {
    if (epoch > epochs) return 0;
    return epoch < epochs ? samples : std::min(samples, lastSteps * batchSize);
}

TaskLength taskLength(std::int64_t epochs, std::int64_t batchSize, std::optional<std::int64_t> maxSteps,
                      const std::function<std::int64_t(std::int64_t epoch)>& samplesOf) {
    TaskLength length;
    length.epochs = epochs;
    length.span = static_cast<double>(epochs);
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch) {
        const std::int64_t whole = (samplesOf(epoch) + batchSize - 1) / batchSize;
        length.lastSteps = maxSteps ? std::min(whole, *maxSteps - length.steps) : whole;
        length.steps += length.lastSteps;
        if (!maxSteps || length.steps < *maxSteps) continue;
        length.epochs = epoch;
        const double part = whole > 0 ? static_cast<double>(length.lastSteps) / static_cast<double>(whole) : 1;
        length.span = static_cast<double>(epoch - 1) + part;
        break;
    }
    return length;
}

} // namespace lightcl
