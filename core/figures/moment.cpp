#include "figures/moment.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <set>

namespace lightcl {

std::vector<RunPosition> momentsOf(const RunRecord& run) {
    std::set<RunPosition> moments;
    for (const AccuracyRow& row : run.accuracies)
        if (row.trainedTask > 0) moments.insert({row.trainedTask, row.epoch});
    for (const auto& [position, rows] : run.confusions) moments.insert(position);
    return {moments.begin(), moments.end()};
}

std::optional<std::size_t> momentAt(const std::vector<RunPosition>& moments, RunPosition wanted) {
    if (moments.empty()) return std::nullopt;
    const auto after = std::ranges::upper_bound(moments, wanted);
    return after == moments.begin() ? 0 : static_cast<std::size_t>(after - moments.begin()) - 1;
}

std::optional<RunPosition> endOfTask(const std::vector<RunPosition>& moments, int task) {
    const auto place = momentAt(moments, {task, std::numeric_limits<int>::max()});
    if (!place) return std::nullopt;
    return moments[*place];
}

std::string momentWords(RunPosition moment, int epochs) {
    if (epochs == 1) return fmt::format("task {}", moment.task);
    return fmt::format("task {}, epoch {} of {}", moment.task, moment.epoch, std::max(epochs, moment.epoch));
}

} // namespace lightcl
