#include "spec/experiment_of_runs.h"

#include <algorithm>

namespace lightcl {

namespace {

/// The training section before the method's overrides, as far as they tell; they are applied again by the grid.
bool trainsAlike(const ExperimentSpec& experiment, const RunSpec& run) {
    return std::ranges::all_of(run.training.values(), [&](const auto& entry) {
        const Value* other = experiment.training.find(entry.first);
        return run.method.trainingOverrides.contains(entry.first) || (other != nullptr && *other == entry.second);
    });
}

template <typename Entry>
void addOnce(std::vector<Entry>& list, const Entry& entry) {
    if (std::ranges::find(list, entry) == list.end()) list.push_back(entry);
}

} // namespace

ExperimentOfRuns experimentOfRuns(const std::vector<RunSpec>& runs) {
    // A run without overrides has the section as it was written.
    const auto plain =
        std::ranges::find_if(runs, [](const RunSpec& run) { return run.method.trainingOverrides.values().empty(); });
    const RunSpec& first = runs.front();
    const Parameters& training = plain != runs.end() ? plain->training : first.training;
    ExperimentOfRuns result{
        {first.name, {}, first.scenario, first.network, training, first.measuring, {}, first.pretraining}, 0};
    result.experiment.selection = first.selection;
    result.experiment.selection.trial = false;
    for (const RunSpec& run : runs) {
        const bool fits = run.scenario == first.scenario && run.measuring == first.measuring &&
                          run.pretraining == first.pretraining && trainsAlike(result.experiment, run);
        if (!fits) {
            ++result.leftOut;
            continue;
        }
        MethodSpec method = run.method;
        if (run.network != first.network) method.network = run.network;
        addOnce(result.experiment.methods, method);
        addOnce(result.experiment.seeds, run.seed);
    }
    return result;
}

} // namespace lightcl
