#pragma once

#include "report/report_data.h"

#include <vector>

namespace lightcl {

/// One metric's rows as a grid of layers and moments.
LayerHeatmap layerHeatmap(const std::string& metric, const std::vector<LayerMetricRow>& rows);

} // namespace lightcl
