#pragma once

#include "weights/stored_tensor.h"

#include <string>

namespace lightcl {

/// What of a tensor's values no network can hold, one line that names tensor, value and place ("bn1.running_var:
/// expected numbers of at least 0, found -1 at [3]"); empty when there is none. Floating-point numbers must be finite
/// as float32; those of a name that ends with "running_var" at least 0; integers of one that ends with
/// "num_batches_tracked" from 0 to 2^53. A tensor that shows its values more often than it holds them is looked at as
/// it lies in the file.
std::string valueComplaint(const StoredTensor& tensor);

} // namespace lightcl
