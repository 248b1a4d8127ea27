#include "figures/task_classes.h"

#include "spec/settings.h"
#include "text/text_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace lightcl {

std::vector<std::vector<std::int64_t>> classesOfTasks(const RunRecord& run) {
    const std::vector<std::string> names = textsIn(run.summary.classNames);
    if (!run.spec || names.empty()) return {};
    DatasetInfo dataset; // only its number of classes is asked for, and its folder may be gone
    dataset.classes = std::ssize(names);
    const ScenarioSettings scenario = scenarioSettings(*run.spec, dataset);
    if (scenario.domains()) return {};
    const auto used = std::accumulate(scenario.taskSizes.begin(), scenario.taskSizes.end(), std::int64_t{0});
    if (used > std::ssize(scenario.classOrder)) return {}; // names of another data set
    return taskClasses(scenario);
}

std::string taskClassNames(const RunRecord& run, int task) {
    constexpr std::size_t most = 4;
    const auto tasks = classesOfTasks(run);
    if (task < 1 || task > std::ssize(tasks)) return {};
    const auto& classes = tasks.at(static_cast<std::size_t>(task - 1));
    const std::vector<std::string> names = textsIn(run.summary.classNames);
    std::string text;
    for (std::size_t i = 0; i < std::min(most, classes.size()); ++i) {
        const auto label = static_cast<std::size_t>(classes[i]);
        if (label >= names.size()) return {};
        text += (i == 0 ? "" : ", ") + names[label];
    }
    if (classes.size() > most) text += fmt::format(" and {} more", classes.size() - most);
    return text;
}

} // namespace lightcl
