#pragma once

#include "base/memory_category.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// What a run is predicted to need under one accounting convention, Exact or Paper (see cost/cost_model.h).
struct Prediction {
    std::int64_t parameters = 0;
    std::int64_t forwardMacs = 0; ///< one sample through the whole network
    /// Values; Paper: one per main-path convolution or hidden linear output.
    std::int64_t storedActivationsPerSample = 0;
    double trainingFlops = 0;        ///< the whole run; an operation is a multiply or an add
    std::int64_t trainedSamples = 0; ///< n: stream samples over all tasks and epochs
    /// At the moment of a training step's peak. Exact: of the task that needs most (LightCL without pretrained weights:
    /// the first, which trains everything); Paper: with the method's steady state.
    MemoryBreakdown peak;
    std::vector<MemoryBreakdown> peakByTask; ///< Exact: of each task in order; Paper: empty
};

} // namespace lightcl
