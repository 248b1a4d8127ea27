#pragma once

#include "runs/run_figure.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace lightcl {

/// The points (x, y) that no other one dominates, in order of x: another point dominates one where it is no worse in
/// both figures and better in one. Equal points are all on the front; what is not a number is on none. `x` and `y` say
/// which way is better; Neither counts as Lower.
std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points, Better x, Better y);

} // namespace lightcl
