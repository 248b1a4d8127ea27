#pragma once

#include "weights/pickle_value.h"

namespace lightcl {

// What torch's own functions would make of their arguments. They throw InputError when those are not what torch.save
// writes.

/// The storage that ("storage", class, key, location, values) names; before release 1.6 a None follows. A class that is
/// not known here makes a foreign one.
std::shared_ptr<const PickledStorage> storageFrom(const PickleValue& persistentId);
/// torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks).
std::shared_ptr<const PickledTensor> tensorFrom(const PickleContainer& arguments);
/// torch._utils._rebuild_tensor_v3(storage, offset, shape, strides, requires_grad, hooks, dtype, metadata), whose
/// storage counts bytes.
std::shared_ptr<const PickledTensor> tensorWithDtypeFrom(const PickleContainer& arguments);

} // namespace lightcl
