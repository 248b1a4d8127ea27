#pragma once

#include "figures/drawn_runs.h"
#include "reading/run_data.h"

#include <QString>
#include <QStringList>

namespace lightcl {

/// The run's words (figures/run_names.h, figures/run_groups.h) as a plot's widgets take them.
QString runLabel(const RunData& run);
QStringList runLabels(const std::vector<RunDataPtr>& runs);
QString runTitle(const RunData& run);
QString runFileStem(const RunData& run);

/// The runs with their colours, as figures take them.
std::vector<DrawnRun> drawnRuns(const std::vector<RunDataPtr>& runs);

} // namespace lightcl
