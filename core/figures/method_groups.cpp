#include "figures/method_groups.h"

#include "figures/setting_differences.h"

#include <algorithm>
#include <map>

namespace lightcl {

namespace {

using Group = std::vector<const RunReport*>;

bool differInSeedOnly(RunSpec a, const RunSpec& b) {
    a.seed = b.seed;
    return a == b;
}

std::vector<Group> groupsOf(const std::vector<RunReport>& runs) {
    std::vector<Group> groups;
    for (const auto& run : runs) {
        if (run.summary.state != RunState::Done) continue;
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return differInSeedOnly(run.spec, group.front()->spec);
        });
        if (same == groups.end()) {
            groups.push_back({&run});
        } else {
            same->push_back(&run);
        }
    }
    return groups;
}

/// What may tell two groups of one method apart. Measuring does not change a result, so it is not among it.
SettingTexts settingsOf(const RunSpec& run) {
    SettingTexts settings = settingTexts({&run.scenario, &run.network, &run.training, &run.method.parameters});
    settings["name"] = run.name;
    return settings;
}

std::string labelOf(const Group& group, const std::vector<Group>& groups) {
    const auto& method = group.front()->spec.method.name;
    std::vector<SettingTexts> others;
    for (const auto& other : groups) {
        if (other.front()->spec.method.name == method) others.push_back(settingsOf(other.front()->spec));
    }
    return withSettings(method, differences(settingsOf(group.front()->spec), others));
}

template <typename T>
std::optional<MeanSd> over(const Group& group, std::optional<T> RunSummary::*figure) {
    std::vector<std::optional<double>> values;
    for (const auto* run : group) {
        const auto& value = run->summary.*figure;
        values.push_back(value ? std::optional(static_cast<double>(*value)) : std::nullopt);
    }
    return meanSd(values);
}

/// What the runs reached at the last moment of each task.
std::vector<TaskAccuracy> afterTasks(const Group& group) {
    std::map<int, std::pair<Series, Series>> byTask;
    for (const auto* run : group) {
        const auto& curves = run->accuracy;
        for (std::size_t i = 0; i < curves.moments.size(); ++i) {
            const auto task = curves.moments[i].task;
            if (i + 1 < curves.moments.size() && curves.moments[i + 1].task == task) continue;
            byTask[task].first.push_back(curves.meanClassIl[i]);
            byTask[task].second.push_back(curves.meanTaskIl[i]);
        }
    }
    std::vector<TaskAccuracy> result;
    result.reserve(byTask.size());
    for (const auto& [task, series] : byTask) result.push_back({task, meanSd(series.first), meanSd(series.second)});
    return result;
}

} // namespace

std::vector<MethodGroup> methodGroups(const std::vector<RunReport>& runs) {
    const auto groups = groupsOf(runs);
    std::vector<MethodGroup> result;
    for (const auto& group : groups) {
        MethodGroup made;
        made.label = labelOf(group, groups);
        made.spec = group.front()->spec;
        for (const auto* run : group) made.runs.push_back(run->summary.id);
        made.afterTasks = afterTasks(group);
        made.classIl = over(group, &RunSummary::classIl);
        made.taskIl = over(group, &RunSummary::taskIl);
        made.forgetting = over(group, &RunSummary::forgetting);
        made.bwt = over(group, &RunSummary::bwt);
        made.learningAccuracy = over(group, &RunSummary::learningAccuracy);
        made.predictedPeakBytes = over(group, &RunSummary::predictedPeakBytes);
        made.measuredPeakBytes = over(group, &RunSummary::measuredPeakBytes);
        made.peakRssBytes = over(group, &RunSummary::peakRssBytes);
        made.trainingFlops = over(group, &RunSummary::trainingFlops);
        made.seconds = over(group, &RunSummary::seconds);
        result.push_back(std::move(made));
    }
    return result;
}

} // namespace lightcl
