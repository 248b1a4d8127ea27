#pragma once

#include "backbones/network_spec.h"
#include "base/memory_category.h"
#include "catalog/catalog.h"
#include "spec/experiment_spec.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// How bytes and operations are counted: `Exact` follows this engine (it is what a run's measured peak is held
/// against), `Paper` follows the accounting of LightCL's Table 1 (arXiv 2407.10545), see docs/costs.md.
enum class CostConvention { Exact, Paper };

constexpr std::string_view toString(CostConvention convention) {
    return convention == CostConvention::Exact ? "exact" : "paper";
}

/// What a run is predicted to need.
struct CostEstimate {
    std::int64_t parameters = 0;
    std::int64_t forwardMacs = 0; ///< one sample through the whole network
    std::int64_t storedActivationsPerSample =
        0;                           ///< values; Paper: one per main-path convolution or hidden linear output
    double trainingFlops = 0;        ///< the whole run; an operation is a multiply or an add
    std::int64_t trainedSamples = 0; ///< n: stream samples over all tasks and epochs
    /// At the moment of a training step's peak. Exact: of the task that needs most (LightCL without pretrained weights:
    /// the first, which trains everything); Paper: with the method's steady state.
    MemoryBreakdown peak;
    std::vector<MemoryBreakdown> peakByTask; ///< Exact: of each task in order; Paper: empty
};

/// Throws InputError when the run's network does not fit its data.
CostEstimate estimateCost(const RunSpec& run, CostConvention convention);
/// The same where datasetOf(run.scenario) is known already, so that many runs look at an image folder once.
CostEstimate estimateCost(const RunSpec& run, const DatasetInfo& dataset, CostConvention convention);

} // namespace lightcl
