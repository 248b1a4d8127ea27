#pragma once

#include "figures/curves_figure.h"
#include "figures/run_record.h"
#include "text/table.h"

#include <cstddef>
#include <optional>
#include <string>

namespace lightcl {

/// By what a layer's drift is told; both are 1 where nothing moved (metrics/layer_formulas.h).
enum class DriftMeasure { MemoryStability, LinearCka };

/// One curve for each earlier task: how much of a layer's features of that task's probe images stood where they were
/// when it ended, after each later task. A task that was the last one has none.
CurvesFigure layerDrift(const RunRecord& run, std::size_t layer, DriftMeasure measure);

/// "conv1's features of task 1 moved most: memory stability 0.412 after task 5." At the moment, or where it was
/// measured last; empty where the layer has no drift there.
std::string driftSentence(const RunRecord& run, std::size_t layer, DriftMeasure measure,
                          std::optional<RunPosition> moment);

/// A row for each task and earlier task: layer_index, layer, task, probe_task, memory_stability, linear_cka.
Table driftTable(const RunRecord& run, std::size_t layer);

} // namespace lightcl
