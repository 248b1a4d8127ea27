#include "running/budget_advice.h"

#include "base/error.h"
#include "base/units.h"
#include "cost/cost_model.h"
#include "running/branch_choices.h"
#include "running/memory_fit.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <optional>

namespace lightcl {

namespace {

RunSpec withTraining(RunSpec run, const char* key, const char* value) {
    run.training.set(key, std::string(value));
    return run;
}

/// The setting, if the run has it otherwise and fits with it.
std::optional<FittingChange> fitting(const RunSpec& before, const RunSpec& after, std::string settings,
                                     const DatasetInfo& dataset, std::int64_t available) {
    if (after.training == before.training && after.method == before.method) return std::nullopt;
    const auto peak = predictedPeak(after, dataset);
    if (!peak || *peak > available) return std::nullopt;
    return FittingChange{std::move(settings), *peak};
}

std::optional<FittingChange> lowestLineThatFits(const RunSpec& run, const DatasetInfo& dataset,
                                                std::int64_t available) {
    for (const FreezeChoice& choice : freezeChoices(run)) {
        if (choice.value.empty() || choice.value == "auto") continue;
        RunSpec frozen = run;
        frozen.method.parameters.set("first_trainable_stage", choice.value);
        auto change =
            fitting(run, frozen, fmt::format("method.{}.first_trainable_stage = \"{}\"", run.method.name, choice.value),
                    dataset, available);
        if (change) return change;
    }
    return std::nullopt;
}

std::string words(const BudgetBreach& breach) {
    const std::string step = breach.step > 0 ? fmt::format(", step {}", breach.step) : std::string();
    return fmt::format("task {}, epoch {}{}{}", breach.at.task, breach.at.epoch, step,
                       breach.doing.empty() ? std::string() : fmt::format(" ({})", breach.doing));
}

std::string neededWords(const BudgetBreach& breach) {
    const auto& [bytes, floor] = breach.budget;
    if (breach.neededBytes <= 0)
        return fmt::format(
            "needed more than the memory budget of {} (the system refused it; the process's floor is {})",
            formatBytes(bytes), formatBytes(floor));
    if (breach.resident)
        return fmt::format(
            "needed {} of the process's own, more than the memory budget of {} (the process's floor is {})",
            formatBytes(breach.neededBytes), formatBytes(bytes), formatBytes(floor));
    return fmt::format(
        "needed at least {}, more than the memory budget of {} ({} of tensors beside the process's floor "
        "of {})",
        formatBytes(breach.neededBytes), formatBytes(bytes), formatBytes(breach.neededBytes - floor),
        formatBytes(floor));
}

} // namespace

std::vector<FittingChange> changesThatFit(const RunSpec& run, const DatasetInfo& dataset, std::int64_t available) {
    std::vector<FittingChange> changes;
    const auto keep = [&changes](std::optional<FittingChange> change) {
        if (change) changes.push_back(std::move(*change));
    };
    const RunSpec low = withTraining(run, "memory", "low");
    const RunSpec half = withTraining(run, "precision", "bfloat16");
    keep(fitting(run, low, "training.memory = \"low\"", dataset, available));
    keep(fitting(run, half, "training.precision = \"bfloat16\"", dataset, available));
    keep(smallerBatchThatFits(run, dataset, available));
    keep(smallerBufferThatFits(run, dataset, available));
    keep(lowestLineThatFits(run, dataset, available));
    if (!changes.empty()) return changes;
    keep(fitting(run, withTraining(low, "precision", "bfloat16"),
                 "training.memory = \"low\" and training.precision = \"bfloat16\"", dataset, available));
    if (!changes.empty()) return changes;
    if (auto smaller = smallerBatchThatFits(low, dataset, available))
        changes.push_back({"training.memory = \"low\" and " + smaller->settings, smaller->bytes});
    return changes;
}

std::string breachSentence(const BudgetBreach& breach, const RunSpec& run, const DatasetInfo& dataset) {
    const std::int64_t floor = breach.budget.floor;
    std::vector<std::string> fits;
    for (const FittingChange& change : changesThatFit(run, dataset, breach.budget.tensorBytes()))
        fits.push_back(fmt::format("{} ({})", change.settings, formatBytes(change.bytes + floor)));
    if (const auto peak = predictedPeak(run, dataset))
        fits.push_back(
            fmt::format("a budget of {} as it is", formatBytes(std::max(*peak + floor, breach.neededBytes))));
    return fmt::format("{} {}; predicted to fit: {}", words(breach), neededWords(breach),
                       fits.empty() ? "nothing" : fmt::format("{}", fmt::join(fits, ", ")));
}

std::string budgetWarning(const MemoryBudget& budget, const Prediction& exact) {
    const std::int64_t peak = exact.peak.total();
    if (peak + budget.floor <= budget.bytes) return {};
    return fmt::format("predicted to need {} ({} of tensors beside the process's floor of {}), more than the memory "
                       "budget of {}; it is trained all the same, and fails where it needs more",
                       formatBytes(peak + budget.floor), formatBytes(peak), formatBytes(budget.floor),
                       formatBytes(budget.bytes));
}

void requireAboveFloor(const MemoryBudget& budget) {
    if (budget.tensorBytes() > 0) return;
    throw InputError(fmt::format("memory budget: expected more than the process's floor of {}, which it needs without "
                                 "a single tensor, got {}",
                                 formatBytes(budget.floor), formatBytes(budget.bytes)));
}

} // namespace lightcl
