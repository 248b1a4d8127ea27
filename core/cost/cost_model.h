#pragma once

#include "backbones/network_spec.h"
#include "base/memory_category.h"
#include "catalog/catalog.h"
#include "runs/prediction.h"
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

/// Throws InputError when the run's network does not fit its data.
Prediction estimateCost(const RunSpec& run, CostConvention convention);
/// The same where datasetOf(run.scenario) is known already, so that many runs look at an image folder once.
Prediction estimateCost(const RunSpec& run, const DatasetInfo& dataset, CostConvention convention);

} // namespace lightcl
