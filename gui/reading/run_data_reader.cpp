#include "reading/run_data_reader.h"

#include "figures/confusion_matrix.h"
#include "store/run_files.h"
#include "store/run_reader.h"
#include "text/text_list.h"

#include <utility>

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
    const auto classes = textsIn(data->summary.classNames).size();
    for (const RunPosition moment : confusionMoments(*data, classes))
        if (auto rows = reader.confusions(request.run, moment); !rows.empty())
            data->confusions[moment] = std::move(rows);
    data->layerMetrics = reader.layerMetrics(request.run);
    data->memory = reader.memory(request.run);
    data->stepMoments = reader.stepMoments(request.run);
    data->losses = reader.losses(request.run);
    data->phaseTimes = reader.phaseTimes(request.run);
    data->layerDrifts = reader.layerDrifts(request.run);
    data->processMemory = reader.processMemory(request.run);
    data->keptCheckpoints = keptCheckpoints(database_->file(), request.run);
    describeRun(*data, reader.specToml(request.run));
    kept_[request.run] = data;
    return data;
}

} // namespace lightcl
