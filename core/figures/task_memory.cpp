#include "figures/task_memory.h"

#include "figures/memory_bars.h"
#include "figures/run_groups.h"

#include <algorithm>
#include <utility>

namespace lightcl {

namespace {

double inMebibytes(std::int64_t bytes) {
    return static_cast<double>(bytes) / (1024.0 * 1024.0);
}

} // namespace

TaskBars taskMemoryBars(const std::vector<DrawnRun>& runs) {
    TaskBars bars;
    bars.title = "Peak memory of each task";
    bars.caption = "Measured while the task was trained, without what measuring takes itself: means over the runs that "
                   "differ in the seed only, with one standard deviation to both sides; each point is a run. Dashed: "
                   "predicted for the whole run; dotted: after the paper's accounting.";
    bars.axis = "peak memory, MiB";
    for (const auto& drawn : runs) bars.tasks = std::max(bars.tasks, taskCount(*drawn.run));
    for (const auto& group : runGroups(recordsOf(runs))) {
        const auto& first = runs[group.runs.front()];
        TaskSeries series{group.label, first.groupColor};
        series.values.resize(static_cast<std::size_t>(bars.tasks));
        for (const std::size_t run : group.runs)
            for (int task = 1; task <= bars.tasks; ++task) {
                const auto peak = peakOf(runs[run].run->memory, "measured", task);
                series.values[static_cast<std::size_t>(task) - 1].push_back(peak > 0 ? std::optional(inMebibytes(peak))
                                                                                     : std::nullopt);
            }
        for (const auto& [source, name] : {std::pair{"exact", "predicted"}, std::pair{"paper", "paper"}})
            if (const auto peak = peakOf(first.run->memory, source, 0); peak > 0)
                series.levels.emplace_back(name, inMebibytes(peak));
        bars.series.push_back(std::move(series));
    }
    return bars;
}

} // namespace lightcl
