#pragma once

#include "figures/report_data.h"

#include <vector>

namespace lightcl {

/// One metric's rows as a grid of layers and moments.
LayerHeatmap layerHeatmap(const std::string& metric, const std::vector<LayerMetricRow>& rows);

/// Gives all of them the same moments, with absent values where one was not measured, so that their columns agree.
void alignMoments(std::vector<LayerHeatmap>& heatmaps);

} // namespace lightcl
