#pragma once

#include "backbones/network_spec.h"
#include "runs/layer_metrics.h"
#include "runs/rows.h"

#include <QColor>
#include <memory>
#include <vector>

namespace lightcl {

/// Everything the panels show of one run, read in one snapshot; immutable once made and shared by pointer.
struct RunData {
    RunSummary summary;
    NetworkSpec network;
    int tasks = 0;
    int epochs = 0; ///< epochs of each task
    QColor color;   ///< this run's colour in every plot
    std::vector<AccuracyRow> accuracies;
    LayerMetrics layerMetrics;
    std::vector<MemoryRow> memory;
    std::vector<StepMomentRow> stepMoments;
    std::vector<LossRow> losses;
    std::vector<PhaseTimeRow> phaseTimes;
};

using RunDataPtr = std::shared_ptr<const RunData>;

} // namespace lightcl
