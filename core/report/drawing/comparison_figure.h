#pragma once

#include "figures/report_data.h"
#include "report/drawing/figure.h"

#include <vector>

namespace lightcl {

/// The methods' mean accuracy over the tasks seen, after each task, with the deviation over seeds.
Figure comparisonFigure(const std::vector<MethodGroup>& groups);

} // namespace lightcl
