#include "figures/method_groups.h"

#include "figures/run_groups.h"

namespace lightcl {

namespace {

using Group = std::vector<const RunRecord*>;

template <typename T>
std::optional<MeanSd> over(const Group& group, std::optional<T> RunSummary::*figure) {
    std::vector<std::optional<double>> values;
    for (const auto* run : group) {
        const auto& value = run->summary.*figure;
        values.push_back(value ? std::optional(static_cast<double>(*value)) : std::nullopt);
    }
    return meanSd(values);
}

} // namespace

std::vector<MethodGroup> methodGroups(const std::vector<const RunRecord*>& runs) {
    Group finished;
    for (const auto* run : runs)
        if (run->summary.state == RunState::Done && run->spec) finished.push_back(run);
    std::vector<MethodGroup> result;
    for (const auto& indices : runGroups(finished)) {
        Group group;
        for (const auto index : indices.runs) group.push_back(finished[index]);
        MethodGroup made;
        made.label = indices.label;
        made.spec = *group.front()->spec;
        for (const auto* run : group) made.runs.push_back(run->summary.id);
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
