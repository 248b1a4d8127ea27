#pragma once

#include "figures/report_data.h"

#include <vector>

namespace lightcl {

/// Curves of the trained network's accuracies; the untrained network's rows (task 0) are left out.
AccuracyCurves accuracyCurves(const std::vector<AccuracyRow>& rows);

} // namespace lightcl
