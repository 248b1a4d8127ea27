#pragma once

#include "base/memory_category.h"
#include "figures/statistics.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// A value at each of a run's moments; absent where nothing was measured.
using Series = std::vector<std::optional<double>>;

/// Accuracies over a run's moments (the epochs' ends, in order), in [0,1]. A task's series begins when it is trained.
struct AccuracyCurves {
    std::vector<RunPosition> moments;
    std::vector<Series> classIl; ///< one for each task, the first task first
    std::vector<Series> taskIl;
    Series meanClassIl; ///< over the tasks seen by then
    Series meanTaskIl;
};

/// One metric of every layer over the moments at which it was measured.
struct LayerHeatmap {
    std::string metric; ///< as in LayerMetricRow
    std::vector<std::string> layers;
    std::vector<RunPosition> moments;
    std::vector<Series> values; ///< one for each layer
};

/// Bytes by category at a peak.
struct MemoryBar {
    std::string label; ///< "predicted, exact", "predicted, paper", "measured"
    MemoryBreakdown bytes;
};

struct MemoryBars {
    std::vector<MemoryBar> bars;
    std::optional<std::int64_t> peakRssBytes;
};

/// All that a report shows of one run.
struct RunReport {
    RunSummary summary;
    RunSpec spec;
    AccuracyCurves accuracy;
    std::vector<LayerHeatmap> heatmaps;
    MemoryBars memory;
    std::vector<std::pair<std::string, double>> phaseSeconds; ///< over the whole run, longest first
};

/// Accuracies after a task, averaged over the tasks seen, over seeds.
struct TaskAccuracy {
    int task = 0;
    std::optional<MeanSd> classIl, taskIl;
};

/// Runs that differ in nothing but the seed, and their figures' mean and deviation.
struct MethodGroup {
    std::string label; ///< the method, and the settings that tell it from another group of that method
    RunSpec spec;      ///< of the first of them
    std::vector<RunId> runs;
    std::vector<TaskAccuracy> afterTasks; ///< by task
    std::optional<MeanSd> classIl, taskIl, forgetting, bwt, learningAccuracy;
    std::optional<MeanSd> predictedPeakBytes, measuredPeakBytes, peakRssBytes, trainingFlops, seconds;
};

/// A report's content, apart from how it is written.
struct Report {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts; ///< what was run: "Scenario", "class-incremental, …"
    std::vector<MethodGroup> groups;                        ///< of finished runs
    std::vector<RunReport> runs;
};

} // namespace lightcl
