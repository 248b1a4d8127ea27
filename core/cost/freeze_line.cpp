#include "cost/freeze_line.h"

#include "base/error.h"
#include "cost/exact_convention.h"
#include "cost/training_plan.h"
#include "spec/method_network.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

namespace {

constexpr auto kFirstTrainableStage = "first_trainable_stage";

RunSpec startingFrom(RunSpec run, StartingPoint start) {
    // The model asks only whether there is a file.
    if (start == StartingPoint::RandomWeights) {
        run.network.set("weights", std::string());
        run.pretraining = {};
    }
    if (start == StartingPoint::PretrainedWeights) run.network.set("weights", std::string("pretrained"));
    return run;
}

void takeLarger(std::optional<MemoryBreakdown>& peak, const MemoryBreakdown& other) {
    if (!peak || other.total() > peak->total()) peak = other;
}

FreezeLineCost costOf(const TrainingPlan& plan, std::size_t firstTrainable) {
    FreezeLineCost cost;
    cost.firstTrainable = firstTrainable;
    if (firstTrainable > 0) cost.frozenUpTo = plan.network.stages[firstTrainable - 1].name;
    cost.holdsFromTask = plan.method.frozenFromStart ? 1 : 2;
    for (std::int64_t task = 1; task <= plan.tasks; ++task) {
        const MemoryBreakdown peak = exactPeak(plan, task);
        takeLarger(task < cost.holdsFromTask ? cost.peakBefore : cost.peakAfter, peak);
        if (peak.total() > cost.peak.total()) cost.peak = peak;
    }
    cost.trainingFlops = exactFlops(plan);
    cost.stepFlops = exactStepFlops(plan, plan.tasks);
    for (std::size_t index = firstTrainable; index < plan.network.stages.size(); ++index)
        cost.trainableParameters += plan.network.stages[index].parameters();
    return cost;
}

} // namespace

bool hasFreezeLine(const MethodSpec& method) {
    return method.parameters.contains(kFirstTrainableStage);
}

std::size_t freezeLineAbove(const NetworkSpec& network, const std::string& stage) {
    if (stage == "none") return 0;
    std::vector<std::string> names = {"none"};
    for (std::size_t index = 0; index + 1 < network.stages.size(); ++index) {
        if (network.stages[index].name == stage) return index + 1;
        names.push_back(network.stages[index].name);
    }
    throw InputError(fmt::format("expected the last stage of {} to freeze, one of {}, got \"{}\"", network.backbone,
                                 fmt::join(names, ", "), stage));
}

RunSpec withFreezeLine(RunSpec run, const NetworkSpec& network, std::size_t firstTrainable) {
    run.method.parameters.set(kFirstTrainableStage, network.stages.at(firstTrainable).name);
    return run;
}

FreezeLineCost freezeLineCost(const RunSpec& run, const DatasetInfo& dataset, std::size_t firstTrainable,
                              StartingPoint start) {
    const RunSpec other = withFreezeLine(startingFrom(run, start), networkOf(run, dataset), firstTrainable);
    return costOf(planOf(other, dataset), firstTrainable);
}

std::vector<FreezeLineCost> freezeLineCosts(const RunSpec& run, const DatasetInfo& dataset, StartingPoint start) {
    std::vector<FreezeLineCost> costs;
    if (!hasFreezeLine(run.method)) return costs;
    const std::size_t lines = networkOf(run, dataset).stages.size();
    for (std::size_t line = 0; line < lines; ++line) costs.push_back(freezeLineCost(run, dataset, line, start));
    return costs;
}

std::optional<std::size_t> freezeLineOf(const RunSpec& run, const DatasetInfo& dataset) {
    if (!hasFreezeLine(run.method)) return std::nullopt;
    return firstTrainableStageOf(run.method.parameters, networkOf(run, dataset));
}

} // namespace lightcl
