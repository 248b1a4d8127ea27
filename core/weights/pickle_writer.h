#pragma once

#include "weights/tensor_view.h"

#include <string>

namespace lightcl {

/// The pickle (protocol 2) of an OrderedDict of these tensors; the i-th, counted from 0, is the whole of the storage
/// "i".
std::string pickleStateDict(const std::vector<TensorView>& tensors);

} // namespace lightcl
