#pragma once

#include "weights/pickle_value.h"

namespace lightcl {

// What torch's own functions would make of their arguments. They throw InputError when those are not what torch.save
// writes.

/// The storage that ("storage", class, key, location, values) names.
std::shared_ptr<const PickledStorage> storageFrom(const PickleValue& persistentId);
/// torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks).
std::shared_ptr<const PickledTensor> tensorFrom(const PickleContainer& arguments);

} // namespace lightcl
