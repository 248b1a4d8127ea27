#include "figures/run_record.h"

#include "base/error.h"
#include "spec/imported_spec.h"
#include "spec/method_network.h"
#include "spec/settings.h"
#include "spec/spec_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

void describeRun(RunRecord& run, RunSpec spec) {
    run.spec = std::move(spec);
    try {
        const TrainingSettings training = trainingSettings(run.spec->training);
        // What a budget leaves of them, the rows tell.
        run.epochs = training.maxSteps || training.maxSeconds ? 1 : static_cast<int>(training.epochs);
        run.tasks = static_cast<int>(scenarioSettings(*run.spec).tasks);
        run.network = networkOf(*run.spec);
    } catch (const InputError&) {
        run.tasks = taskCount(run);
    }
}

void describeRun(RunRecord& run, const std::string& specToml) {
    try {
        describeRun(run, parseRun(specToml, fmt::format("run {}", run.summary.id)));
    } catch (const InputError&) {
        // A run of a newer catalog still has rows to show.
        run.tasks = taskCount(run);
        run.epochs = epochCount(run);
        run.isImported = isImportedSpec(specToml);
    }
}

int taskCount(const RunRecord& run) {
    int tasks = std::max(1, run.tasks);
    for (const auto& row : run.accuracies) tasks = std::max({tasks, row.trainedTask, row.evalTask});
    return tasks;
}

int epochCount(const RunRecord& run) {
    int epochs = std::max(1, run.epochs);
    for (const auto& row : run.accuracies) epochs = std::max(epochs, row.epoch);
    for (const auto& row : run.losses) epochs = std::max(epochs, row.epoch);
    return epochs;
}

} // namespace lightcl
