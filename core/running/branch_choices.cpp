#include "running/branch_choices.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "cost/freeze_line.h"
#include "running/branch_spec.h"
#include "running/branching.h"
#include "running/memory_fit.h"
#include "spec/dataset_of.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "store/run_files.h"
#include "store/run_reader.h"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <utility>

namespace lightcl {

namespace {

std::string whyNoneKept(const BranchChoices& choices, bool keptLast) {
    if (const MethodInfo* method = catalog().method(choices.spec.method.name);
        method != nullptr && method->seesAllTasks)
        return fmt::format("{} has no task's end to go on from: {}.", method->title, method->needsEveryTask);
    if (choices.ofTasks < 2)
        return fmt::format("Run {} has one task only, and a branch trains the tasks after one.", choices.parent);
    if (keptLast)
        return fmt::format("Run {} has the checkpoint after its last task only, and a branch trains the tasks after "
                           "one; those of earlier tasks were deleted, or the run began without keeping them.",
                           choices.parent);
    return fmt::format("Run {} has no checkpoint of a task's end; keep_checkpoints = \"tasks\" under [measuring] keeps "
                       "them while a run trains.",
                       choices.parent);
}

std::string frozenWords(const NetworkSpec& network, std::size_t firstTrainable) {
    return firstTrainable == 0 ? "nothing" : "up to " + network.stages[firstTrainable - 1].name;
}

} // namespace

BranchChoices branchChoices(const Database& database, RunId run) {
    BranchChoices choices;
    choices.parent = run;
    const std::string toml = RunReader(database).specToml(run);
    try {
        choices.spec = parseRun(toml, fmt::format("run {}", run));
        choices.ofTasks = static_cast<int>(scenarioSettings(choices.spec).tasks);
    } catch (const InputError& error) { // a newer program's run, or one of an image folder that is gone
        choices.obstacle = error.what();
        return choices;
    }
    bool keptLast = false;
    for (const KeptCheckpoint& kept : keptCheckpoints(database.file(), run)) {
        if (kept.task < choices.ofTasks) choices.tasks.push_back(kept.task);
        keptLast = keptLast || kept.task >= choices.ofTasks;
    }
    const MethodInfo* method = catalog().method(choices.spec.method.name);
    if (method != nullptr && method->seesAllTasks) choices.tasks.clear();
    if (choices.tasks.empty()) choices.obstacle = whyNoneKept(choices, keptLast);
    return choices;
}

std::vector<BranchMethod> branchMethods(const RunSpec& spec, RunId parent, int task) {
    std::vector<BranchMethod> methods;
    for (const MethodInfo& method : catalog().methods()) {
        std::string refusal;
        try {
            static_cast<void>(branchSpec(spec, parent, task, {{kMethodKey, method.name}}));
        } catch (const InputError& error) {
            refusal = error.complaint();
        }
        methods.push_back({method.name, std::move(refusal)});
    }
    return methods;
}

std::vector<FreezeChoice> freezeChoices(const RunSpec& run) {
    std::vector<FreezeChoice> choices;
    if (!hasFreezeLine(run.method)) return choices;
    const NetworkSpec network = networkOf(run);
    Parameters byDefault = run.method.parameters;
    byDefault.set("first_trainable_stage", std::string());
    if (const auto line = firstTrainableStageOf(byDefault, network))
        choices.push_back({"", fmt::format("by default: {}", frozenWords(network, *line))});
    for (std::size_t line = 0; line < network.stages.size(); ++line)
        choices.push_back({network.stages[line].name, frozenWords(network, line)});
    if (byDefault.contains("generalizability_threshold")) choices.push_back({"auto", "as the advisor decides"});
    return choices;
}

PreparedMethod predictBranch(const RunSpec& spec, RunId parent, int task, const std::vector<Override>& changes,
                             std::int64_t memory) {
    const RunSpec run = branchSpec(spec, parent, task, changes);
    PreparedMethod branch = predictMethods(experimentOf(run)).back(); // after a pretraining
    requireMemory(run, datasetOf(run.scenario), branch.exact, memory);
    branch.runs.front() = run;
    return branch;
}

std::int64_t peakAfter(const Prediction& prediction, int task) {
    std::int64_t peak = 0;
    for (std::size_t index = static_cast<std::size_t>(task); index < prediction.peakByTask.size(); ++index)
        peak = std::max(peak, prediction.peakByTask[index].total());
    return peak > 0 ? peak : prediction.peak.total();
}

} // namespace lightcl
