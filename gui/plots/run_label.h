#pragma once

#include "reading/run_data.h"

#include <QString>
#include <QStringList>

namespace lightcl {

/// What a run is called in a plot: "lightcl, seed 0".
QString runLabel(const RunData& run);
/// The labels of several runs; those that would read the same get the run's number: "er, seed 0 (#7)".
QStringList runLabels(const std::vector<RunDataPtr>& runs);
/// For a title: "quick start: lightcl, seed 0".
QString runTitle(const RunData& run);
/// The run's words as the start of a file name: "quick-start-lightcl-seed0".
QString runFileStem(const RunData& run);

} // namespace lightcl
