#include "reading/run_data_reader.h"

#include "store/run_reader.h"

namespace lightcl {

namespace {

void setColors(RunData& data, const RunRequest& request) {
    data.color = request.color;
    data.groupColor = request.groupColor;
}

bool unchanged(const RunSummary& before, const RunSummary& now) {
    return now.state != RunState::Running && before.state == now.state && before.finishedAt == now.finishedAt;
}

} // namespace

RunDataPtr RunDataReader::read(const RunRequest& request) {
    const RunReader reader(*database_);
    auto data = std::make_shared<RunData>();
    data->summary = reader.run(request.run);
    setColors(*data, request);
    const auto kept = kept_.find(request.run);
    if (kept != kept_.end() && unchanged(kept->second->summary, data->summary)) {
        if (kept->second->color == request.color && kept->second->groupColor == request.groupColor) return kept->second;
        *data = *kept->second;
        setColors(*data, request);
        return kept->second = data;
    }
    data->environment = reader.environment(request.run);
    data->accuracies = reader.accuracies(request.run);
    data->layerMetrics = reader.layerMetrics(request.run);
    data->memory = reader.memory(request.run);
    data->stepMoments = reader.stepMoments(request.run);
    data->losses = reader.losses(request.run);
    data->phaseTimes = reader.phaseTimes(request.run);
    describeRun(*data, reader.specToml(request.run));
    kept_[request.run] = data;
    return data;
}

} // namespace lightcl
