#pragma once

#include "models/run_data.h"
#include "plots/curve.h"

namespace lightcl {

/// The run's training loss over its course (x: see positions.h), in the run's colour.
Curve lossCurve(const RunData& run);

} // namespace lightcl
