#pragma once

#include "runs/rows.h"

#include <string>

namespace lightcl {

/// What a run's own spec leaves possible in its rows: whoever draws or counts them makes room for so much. A file may
/// hold anything, so every row that is read is checked. The checks throw Error, one line without the file, naming the
/// number and what was expected.
struct RunBounds {
    int tasks = 1000;
    int epochs = 100'000;

    /// Of the spec as it is stored; the catalog's limits for one that this program cannot read.
    static RunBounds of(const std::string& specToml, RunId run);

    void check(const AccuracyRow& row) const;
    void check(const ValidationRow& row) const;
    void check(const AnytimeRow& row) const;
    void check(const ConfusionRow& row) const;
    void check(const LayerMetricRow& row) const;
    void check(const LayerDriftRow& row) const;
    void check(const MemoryRow& row) const;
    void check(const StepMomentRow& row) const;
    void check(const PhaseTimeRow& row) const;
    void check(const ProcessRow& row) const;
    void check(const DeviceRow& row) const;
    void check(const LossRow& row) const;
    void checkPosition(const char* rows, RunPosition position) const;
    static void checkLayer(int index);
};

/// A figure of the run list that no run can have is left out there, and a progress is one: shares in [0,1], bytes,
/// steps and seconds from 0 on.
void leaveOutImpossible(RunSummary& run);

} // namespace lightcl
