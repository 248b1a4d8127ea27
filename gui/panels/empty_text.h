#pragma once

#include "reading/run_data.h"

#include <QString>

namespace lightcl {

/// Why a plot of this run is empty, in a sentence or two that fit its state. `what` is what would be drawn, as the
/// beginning of a sentence ("The training loss"); `when` is when it comes ("as soon as training begins"); `without`
/// says why a run that trained may lack it, empty: nothing known.
QString emptyTextOf(const RunData& run, const QString& what, const QString& when, const QString& without = {});

/// The same of several runs: that of the first one that speaks for what will come, else the first's.
QString emptyTextOf(const std::vector<RunDataPtr>& runs, const QString& what, const QString& when,
                    const QString& without = {});

/// Whether the run was told to measure memory (measuring.memory); true where that is not known.
bool measuresMemory(const RunData& run);

} // namespace lightcl
