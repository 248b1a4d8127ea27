#pragma once

#include "figures/curves_figure.h"
#include "figures/layer_grid.h"
#include "figures/memory_bars.h"
#include "figures/statistics.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

/// All that a report shows of one run.
struct RunReport {
    RunSummary summary;
    RunSpec spec;
    AccuracyFigures accuracy; ///< of each task
    std::vector<LayerGrid> heatmaps;
    std::vector<MemoryBar> memory;
    std::vector<std::pair<std::string, double>> phaseSeconds; ///< over the whole run, longest first
};

/// Runs that differ in nothing but the seed, and their figures' mean and deviation.
struct MethodGroup {
    std::string label; ///< the method, and the settings that tell it from another group of that method
    RunSpec spec;      ///< of the first of them
    std::vector<RunId> runs;
    std::map<std::string, MeanSd, std::less<>> figures; ///< by name (runs/run_figure.h), those that were measured

    [[nodiscard]] std::optional<MeanSd> figure(std::string_view name) const {
        const auto found = figures.find(name);
        return found == figures.end() ? std::nullopt : std::optional(found->second);
    }
};

/// A report's content, apart from how it is written.
struct Report {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts; ///< what was run: "Scenario", "class-incremental, …"
    std::vector<MethodGroup> groups;                        ///< of finished runs
    AccuracyFigures comparison;                             ///< the groups' after each task
    std::vector<RunReport> runs;
};

/// Of the report's runs, in order.
inline std::vector<RunSummary> summariesOf(const Report& report) {
    std::vector<RunSummary> runs;
    for (const auto& run : report.runs) runs.push_back(run.summary);
    return runs;
}

} // namespace lightcl
