#pragma once

#include "figures/run_record.h"
#include "store/run_files.h"

#include <QColor>
#include <memory>
#include <vector>

namespace lightcl {

/// What the panels show of one run, read in one snapshot, and its colours; immutable once made and shared by pointer.
struct RunData : RunRecord {
    QColor color;                                ///< this run's in every plot: a shade of its group's
    QColor groupColor;                           ///< of the runs that differ from it in the seed only
    std::vector<KeptCheckpoint> keptCheckpoints; ///< that are there, in order of the tasks
};

using RunDataPtr = std::shared_ptr<const RunData>;

/// The runs as the figures take them.
inline std::vector<const RunRecord*> recordsOf(const std::vector<RunDataPtr>& runs) {
    std::vector<const RunRecord*> records;
    records.reserve(runs.size());
    for (const auto& run : runs) records.push_back(run.get());
    return records;
}

} // namespace lightcl
