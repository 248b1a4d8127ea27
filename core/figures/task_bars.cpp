#include "figures/task_bars.h"

#include <algorithm>
#include <limits>

namespace lightcl {

std::optional<MeanSd> TaskSeries::bar(int task) const {
    if (task < 1 || task > std::ssize(values)) return std::nullopt;
    return meanSd(values[static_cast<std::size_t>(task) - 1]);
}

bool TaskBars::empty() const {
    for (const auto& each : series)
        for (int task = 1; task <= tasks; ++task)
            if (each.bar(task)) return false;
    return true;
}

std::optional<std::pair<double, double>> TaskBars::range() const {
    if (empty()) return std::nullopt;
    std::pair<double, double> range{0, 0};
    const auto include = [&](double value) { range = {std::min(range.first, value), std::max(range.second, value)}; };
    for (const auto& each : series) {
        for (const auto& [name, level] : each.levels) include(level);
        for (int task = 1; task <= tasks; ++task) {
            const auto bar = each.bar(task);
            if (!bar) continue;
            include(bar->mean - bar->sd.value_or(0));
            include(bar->mean + bar->sd.value_or(0));
            for (const auto& value : each.values[static_cast<std::size_t>(task) - 1])
                if (value) include(*value);
        }
    }
    return range;
}

Table TaskBars::toTable() const {
    Table table;
    for (const auto* column : {"series", "task", "mean", "sd", "runs"}) table.addColumn(column);
    for (const auto& each : series)
        for (int task = 1; task <= tasks; ++task)
            if (const auto bar = each.bar(task))
                table.addRow({each.name, std::to_string(task), csvNumber(bar->mean),
                              csvNumber(bar->sd.value_or(std::numeric_limits<double>::quiet_NaN())),
                              std::to_string(bar->count)});
    return table;
}

BarPlace barPlace(int task, std::size_t series, std::size_t count) {
    constexpr double cluster = 0.8;
    const double width = cluster / static_cast<double>(std::max<std::size_t>(1, count));
    return {task - 0.5 - cluster / 2 + (static_cast<double>(series) + 0.5) * width, width};
}

} // namespace lightcl
