#pragma once

#include "base/memory_category.h"
#include "figures/curves_figure.h"
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

/// The same curves of both kinds of accuracy.
struct AccuracyFigures {
    CurvesFigure classIl, taskIl;
    [[nodiscard]] bool empty() const { return classIl.empty() && taskIl.empty(); }
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
    AccuracyFigures accuracy; ///< of each task
    std::vector<LayerHeatmap> heatmaps;
    MemoryBars memory;
    std::vector<std::pair<std::string, double>> phaseSeconds; ///< over the whole run, longest first
};

/// Runs that differ in nothing but the seed, and their figures' mean and deviation.
struct MethodGroup {
    std::string label; ///< the method, and the settings that tell it from another group of that method
    RunSpec spec;      ///< of the first of them
    std::vector<RunId> runs;
    std::optional<MeanSd> classIl, taskIl, forgetting, bwt, learningAccuracy;
    std::optional<MeanSd> predictedPeakBytes, measuredPeakBytes, peakRssBytes, trainingFlops, seconds;
};

/// A report's content, apart from how it is written.
struct Report {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts; ///< what was run: "Scenario", "class-incremental, …"
    std::vector<MethodGroup> groups;                        ///< of finished runs
    AccuracyFigures comparison;                             ///< the groups' after each task
    std::vector<RunReport> runs;
};

} // namespace lightcl
