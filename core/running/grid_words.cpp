#include "running/grid_words.h"

#include "base/units.h"
#include "spec/dataset_of.h"
#include "spec/settings.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace lightcl {

namespace {

/// Drawn class orders make a method's runs apart, but settings do not.
bool variesSettings(const std::vector<PreparedMethod>& methods) {
    std::map<std::string, const RunSpec*> first;
    for (const auto& method : methods) {
        if (method.isPretraining()) continue;
        const RunSpec& run = method.runs.front();
        const auto [known, isNew] = first.try_emplace(run.method.name, &run);
        const RunSpec& other = *known->second;
        if (!isNew && (other.method != run.method || other.training != run.training || other.network != run.network))
            return true;
    }
    return false;
}

/// A budget of seconds bounds the steps, which are nearly all of a run.
std::optional<double> secondsOf(const RunSpec& run, double operations, const MachinePace& pace) {
    const auto rate = pace.of(run);
    const auto budget = trainingSettings(run.training).maxSeconds;
    const double most = budget ? *budget * static_cast<double>(scenarioSettings(run).tasks) : 0;
    if (!rate) return budget ? std::optional(most) : std::nullopt;
    return budget ? std::min(most, operations / *rate) : operations / *rate;
}

/// Adds up runs; one of unknown time leaves the sum unknown.
void addRuns(GridPlan& plan, const RunSpec& run, double operations, double count, const MachinePace& pace) {
    plan.operations += operations * count;
    const auto seconds = secondsOf(run, operations, pace);
    plan.seconds = plan.seconds && seconds ? std::optional(*plan.seconds + *seconds * count) : std::nullopt;
}

/// What the first task chooses among these trials, at most.
struct DearestChoice {
    RunSpec run;
    double operations = 0;
    std::size_t runs = 0;
};

std::map<std::string, DearestChoice> dearestChoices(const std::vector<PreparedMethod>& methods) {
    std::map<std::string, DearestChoice> choices;
    for (const auto& method : methods) {
        RunSpec whole = method.runs.front();
        if (!whole.selection.trial) continue;
        whole.selection.trial = false;
        const double operations = estimateCost(whole, datasetOf(whole.scenario), CostConvention::Exact).trainingFlops;
        DearestChoice& dearest = choices[whole.method.name];
        dearest.runs = std::max(dearest.runs, method.runs.size());
        if (operations < dearest.operations) continue;
        dearest.operations = operations;
        dearest.run = std::move(whole);
    }
    return choices;
}

std::string timeWords(const GridPlan& plan, const MachinePace& pace) {
    if (!plan.seconds) return "; how long that takes is known once a run has ended on this machine";
    if (pace.runs() == 0) return fmt::format(", at most {} one run after another", formatSeconds(*plan.seconds));
    return fmt::format(", about {} one run after another at the pace of {} that this machine has trained",
                       formatSeconds(*plan.seconds), pace.runs() == 1 ? "a run" : fmt::format("{} runs", pace.runs()));
}

std::string sumWords(const GridPlan& plan) {
    const std::string more =
        plan.chosenRuns > 0 ? fmt::format(", and {} of what the first task chooses", plan.chosenRuns) : std::string();
    return fmt::format("{} runs{}; the largest, of {}, is predicted to need {}; together {:.2g} operations", plan.runs,
                       more, plan.largest->isPretraining() ? "the pretraining" : plan.largest->runs.front().method.name,
                       formatBytes(plan.largest->exact.peak.total()), plan.operations);
}

} // namespace

GridPlan gridPlan(const std::vector<PreparedMethod>& methods, const MachinePace& pace, std::size_t seeds) {
    GridPlan plan;
    plan.seconds = 0.0;
    for (const auto& method : methods) {
        const std::size_t runs = method.isPretraining() ? 1 : method.runs.size() * seeds;
        if (!method.isPretraining()) plan.runs += runs;
        addRuns(plan, method.runs.front(), method.exact.trainingFlops, static_cast<double>(runs), pace);
        if (plan.largest == nullptr || method.exact.peak.total() > plan.largest->exact.peak.total())
            plan.largest = &method;
    }
    for (const auto& [name, chosen] : dearestChoices(methods)) {
        plan.chosenRuns += chosen.runs * seeds;
        addRuns(plan, chosen.run, chosen.operations, static_cast<double>(chosen.runs * seeds), pace);
    }
    return plan;
}

std::string gridWords(const std::vector<PreparedMethod>& methods, const MachinePace& pace, std::size_t seeds) {
    if (!variesSettings(methods)) return {};
    const GridPlan plan = gridPlan(methods, pace, seeds);
    return sumWords(plan) + timeWords(plan, pace);
}

std::string gridWords(const std::vector<PreparedMethod>& methods) {
    return variesSettings(methods) ? sumWords(gridPlan(methods, {})) : std::string();
}

} // namespace lightcl
