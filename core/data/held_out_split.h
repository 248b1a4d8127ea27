#pragma once

#include "data/dataset.h"

#include <cstdint>

namespace lightcl {

/// The training images as a data set of their own: the last share of each class (heldOutOf() of spec/held_out.h) is
/// its test split. The images keep their order.
Dataset heldOutSplit(const Split& train, std::int64_t classes, double share);

} // namespace lightcl
