#include "reading/run_data_reader.h"

#include "base/error.h"
#include "spec/settings.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"

#include <algorithm>

namespace lightcl {

namespace {

void describe(RunData& data, const std::string& toml) {
    try {
        const RunSpec spec = parseRun(toml, "run " + std::to_string(data.summary.id));
        data.network = networkOf(spec);
        data.tasks = static_cast<int>(scenarioSettings(spec.scenario).tasks);
        data.epochs = static_cast<int>(trainingSettings(spec.training).epochs);
    } catch (const InputError&) {
        // A run of a newer catalog still has rows to show: they say how many tasks and epochs there were.
        for (const AccuracyRow& row : data.accuracies) {
            data.tasks = std::max(data.tasks, row.evalTask);
            data.epochs = std::max(data.epochs, row.epoch);
        }
    }
}

bool unchanged(const RunSummary& before, const RunSummary& now) {
    return now.state != RunState::Running && before.state == now.state && before.finishedAt == now.finishedAt;
}

} // namespace

RunDataPtr RunDataReader::read(const RunRequest& request) {
    const RunReader reader(*database_);
    auto data = std::make_shared<RunData>();
    data->summary = reader.run(request.run);
    data->color = request.color;
    const auto kept = kept_.find(request.run);
    if (kept != kept_.end() && unchanged(kept->second->summary, data->summary)) {
        if (kept->second->color == request.color) return kept->second;
        *data = *kept->second;
        data->color = request.color;
        return kept->second = data;
    }
    data->accuracies = reader.accuracies(request.run);
    data->layerMetrics = reader.layerMetrics(request.run);
    data->memory = reader.memory(request.run);
    data->stepMoments = reader.stepMoments(request.run);
    data->losses = reader.losses(request.run);
    data->phaseTimes = reader.phaseTimes(request.run);
    describe(*data, reader.specToml(request.run));
    kept_[request.run] = data;
    return data;
}

} // namespace lightcl
