#pragma once

#include "reading/run_data.h"

#include <QString>
#include <optional>

namespace lightcl {

/// The last checkpoint that the run kept after a task that had ended at the moment; none: there is none.
std::optional<KeptCheckpoint> checkpointAt(const RunData& run, std::optional<RunPosition> moment);

/// Why there is none to show `what` from, and what would make one.
QString missingCheckpointText(const RunData& run, const QString& what);

} // namespace lightcl
