#pragma once

#include "runs/rows.h"

namespace lightcl::test {

/// A run of ER that is done, with every figure.
inline RunSummary doneRun(RunId id, const std::string& method = "er") {
    RunSummary run;
    run.id = id;
    run.name = "quick start";
    run.method = method;
    run.scenario = "class-incremental";
    run.dataset = "fashion-mnist";
    run.backbone = "resnet18";
    run.seed = 0;
    run.state = RunState::Done;
    run.classIl = 0.5444;
    run.taskIl = 0.9225;
    run.forgetting = 0.4012;
    run.bwt = -0.4012;
    run.predictedPeakBytes = 100 << 20;
    run.measuredPeakBytes = 104 << 20;
    run.peakRssBytes = 400 << 20;
    run.seconds = 185;
    return run;
}

inline RunSummary inState(RunSummary run, RunState state) {
    run.state = state;
    return run;
}

} // namespace lightcl::test
