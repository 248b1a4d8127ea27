#include "report/method_groups.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace lightcl {

namespace {

using Group = std::vector<const RunReport*>;
using Settings = std::map<std::string, std::string>;

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
Settings settingsOf(const RunSpec& run) {
    Settings settings = {{"name", run.name}};
    for (const auto* section : {&run.scenario, &run.network, &run.training, &run.method.parameters})
        for (const auto& [name, value] : section->values()) settings[name] = toText(value);
    return settings;
}

std::string labelOf(const Group& group, const std::vector<Group>& groups) {
    const auto& method = group.front()->spec.method.name;
    const auto own = settingsOf(group.front()->spec);
    std::set<std::string> differing;
    for (const auto& other : groups) {
        if (other.front()->spec.method.name != method) continue;
        for (const auto& [name, value] : settingsOf(other.front()->spec))
            if (const auto found = own.find(name); found != own.end() && found->second != value) differing.insert(name);
    }
    std::string details;
    for (const auto& name : differing) {
        details += fmt::format("{}{} = {}", details.empty() ? "" : ", ", name, own.at(name));
    }
    return details.empty() ? method : fmt::format("{} ({})", method, details);
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
