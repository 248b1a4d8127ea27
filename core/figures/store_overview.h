#pragma once

#include "figures/memory_bars.h"
#include "figures/method_groups.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// A method and its settings among those that were trained on the same tasks.
struct OverviewRow {
    MethodGroup group;
    std::optional<MemoryBar> memory; ///< of its first run, measured or, before it was, predicted
};

/// The methods that can be compared with each other: same data, same tasks, same network.
struct OverviewSetting {
    std::string title;             ///< "fashion-mnist, class-incremental, 5 tasks, resnet18"
    std::string accuracy;          ///< the figure that ranks them: "class_il", or "task_il" where the task is told
    std::vector<OverviewRow> rows; ///< best first
    std::string verdict;           ///< see bestAndLeanest()
};

/// All that a store's finished runs come to: first the settings in which there is something to compare, of those the
/// one that was trained last.
using StoreOverview = std::vector<OverviewSetting>;

/// Of the runs that are done and whose spec is known. Their accuracies are not needed, and memory rows only of the
/// first run of each group.
StoreOverview storeOverview(const std::vector<const RunRecord*>& runs);

/// The mean peak of a group's memory in bytes: measured, or where it was not, predicted.
std::optional<MeanSd> peakOf(const MethodGroup& group);

/// One or two sentences: which of the groups remembers best by the figure of that name, and which needs the least
/// memory, with their figures and by how much they differ. Methods that see all tasks at once compete for neither; of
/// groups within a hundredth of the least all are named. Empty without figures.
std::string bestAndLeanest(const std::vector<MethodGroup>& groups, std::string_view accuracy);

/// The runs that stand for the overview in plots that show runs: of its first setting, best group first, those that
/// compete for nothing last, whole groups up to `most` runs in all.
std::vector<RunId> runsOfOverview(const StoreOverview& overview, std::size_t most);

} // namespace lightcl
