#pragma once

#include "runs/rows.h"
#include "spec/experiment_spec.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

using RunSeeds = std::vector<std::int64_t>;

/// The next seeds that runs of one setting do not have: from their lowest on, whatever is missing. From 0 where there
/// are none.
RunSeeds nextSeeds(const RunSeeds& had, std::size_t count);

/// Which seeds the first and which the second of two settings needs so that both have `count` more in common: those
/// that one of them has already come first, then new ones, each from the lowest on.
std::pair<RunSeeds, RunSeeds> seedsToPair(const RunSeeds& first, const RunSeeds& second, std::size_t count);

/// Why a run's setting cannot be trained with other seeds: "run 3 was trained by another program, which left no spec";
/// empty when it can.
std::string obstacleToMoreSeeds(const RunSummary& run, const std::string& specToml);

/// The experiment that trains a run's spec with other seeds. Throws InputError for a spec that cannot be read.
ExperimentSpec withSeeds(const std::string& specToml, const RunSeeds& seeds);

} // namespace lightcl
