#pragma once

#include "backbones/network_spec.h"
#include "runs/layer_metrics.h"
#include "runs/rows.h"
#include "runs/run_environment.h"
#include "spec/experiment_spec.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// What is stored of one run: what its figures are made of. A reader fills as much of it as its figures need.
struct RunRecord {
    RunSummary summary;
    std::optional<RunEnvironment> environment; ///< where and with what it was made
    std::optional<RunSpec> spec;               ///< absent when a newer program wrote one that this one cannot read
    bool isImported = false;                   ///< another program's run: it has no spec at all
    NetworkSpec network; ///< without stages then, or when the image folder that has the classes is gone
    int tasks = 0;
    int epochs = 0; ///< of each task
    std::vector<AccuracyRow> accuracies;
    std::map<RunPosition, std::vector<ConfusionRow>> confusions; ///< of confusionMoments()
    LayerMetrics layerMetrics;
    std::vector<LayerDriftRow> layerDrifts; ///< in order of layer, task and earlier task
    std::vector<MemoryRow> memory;
    std::vector<StepMomentRow> stepMoments;
    std::vector<LossRow> losses;
    std::vector<PhaseTimeRow> phaseTimes;
    std::vector<ProcessRow> processMemory;
};

/// Sets spec, tasks, epochs and network. What the spec does not tell any more, because the image folder of its data set
/// is gone, the rows do, which must be there already.
void describeRun(RunRecord& run, RunSpec spec);
/// The same from the stored spec; one that cannot be read is left out.
void describeRun(RunRecord& run, const std::string& specToml);

/// Tasks and epochs of a run, as it says or as its rows show, whichever is more; at least 1.
int taskCount(const RunRecord& run);
int epochCount(const RunRecord& run);

} // namespace lightcl
