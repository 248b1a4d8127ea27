#pragma once

#include "plots/curve.h"
#include "reading/run_data.h"

namespace lightcl {

/// The run's training loss over its course (x: see positions.h), in the run's colour.
Curve lossCurve(const RunData& run);

} // namespace lightcl
