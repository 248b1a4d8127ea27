#include "figures/method_groups.h"

#include "figures/run_groups.h"
#include "runs/run_figure.h"

namespace lightcl {

namespace {

using Group = std::vector<const RunRecord*>;

std::map<std::string, MeanSd, std::less<>> figuresOver(const Group& group) {
    std::map<std::string, MeanSd, std::less<>> figures;
    for (const RunFigure& figure : runFigureTable()) {
        if (!isResult(figure)) continue;
        std::vector<std::optional<double>> values;
        for (const auto* run : group) values.push_back(numberOf(figure, run->summary));
        if (const auto mean = meanSd(values)) figures.emplace(figure.name, *mean);
    }
    return figures;
}

} // namespace

MethodGroup methodGroup(const std::string& label, const std::vector<const RunRecord*>& runs) {
    MethodGroup made;
    made.label = label;
    if (runs.front()->spec) made.spec = *runs.front()->spec; // an imported run has none
    for (const auto* run : runs) made.runs.push_back(run->summary.id);
    made.figures = figuresOver(runs);
    return made;
}

std::vector<MethodGroup> methodGroups(const std::vector<const RunRecord*>& runs) {
    Group finished;
    for (const auto* run : runs)
        if (run->summary.state == RunState::Done && run->spec && !run->summary.isApart()) finished.push_back(run);
    std::vector<MethodGroup> result;
    for (const auto& indices : runGroups(finished)) {
        Group group;
        for (const auto index : indices.runs) group.push_back(finished[index]);
        result.push_back(methodGroup(indices.label, group));
    }
    return result;
}

} // namespace lightcl
