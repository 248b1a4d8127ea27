#pragma once

#include "backbones/network_spec.h"

#include <cstddef>
#include <cstdint>

namespace lightcl {

// A progressive network (PNN) has as many whole networks, columns, as tasks so far, all but the newest frozen. Before
// every stage but the first it has a 1x1 convolution from each earlier column (a matrix where there are no maps) that
// keeps the number of channels. What is measured of a run and what is predicted of it count with these.

/// Connections from the frozen columns: linear (the paper's equation 1), or scaled, projected and rectified first
/// (equation 2), which takes one more convolution and a scale for each column.
enum class Laterals { Linear, Nonlinear };

/// Learnable values of a column's connections before a stage that is not the first, from `earlier` columns.
std::int64_t lateralValues(const StageSpec& stage, Laterals kind, std::int64_t earlier);

/// Floating-point operations of a row beside the newest column's own, with `earlier` columns before it: the frozen
/// ones' forward but for their heads, and the connections; of the newest column's connections the backward too (the
/// inputs' gradient is only needed by the nonlinear kind, for its scales and first convolutions).
double columnOperations(const NetworkSpec& network, Laterals kind, std::int64_t earlier);

} // namespace lightcl
