#pragma once

#include "methods/structure/lateral_adapters.h"

#include <functional>

namespace lightcl {

/// Gives what the earlier columns' outputs of the stage below are: of each [rows, channels, height, width] or [rows,
/// features].
using ColumnOutputs = std::function<std::vector<torch::Tensor>()>;

/// LateralAdapters::entering() as one operation that keeps no map for its gradient: it asks for the earlier columns'
/// outputs now and once more in its backward, so that they are not in memory beside the maps of the stage. `laterals`
/// must outlive the backward.
torch::Tensor enteringWithoutMaps(const LateralAdapters& laterals, std::size_t stage, const torch::Tensor& values,
                                  ColumnOutputs below);

} // namespace lightcl
