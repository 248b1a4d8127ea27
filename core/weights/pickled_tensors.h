#pragma once

#include "weights/pickle_value.h"
#include "weights/stored_tensor.h"

#include <functional>

namespace lightcl {

using StorageReader = std::function<std::shared_ptr<const std::vector<std::byte>>(const PickledStorage&)>;

/// A pickle's tensors with the storages that they are views of; those of foreign types are asked no storage for. Throws
/// InputError when there is none.
std::vector<StoredTensor> storedTensors(const Pickle& pickle, const StorageReader& storageOf);

} // namespace lightcl
