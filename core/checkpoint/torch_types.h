#pragma once

#include "libtorch/torch.h"
#include "weights/element_type.h"

#include <optional>

namespace lightcl {

torch::Dtype torchType(ElementType type);
/// Nothing for a dtype that weights files do not hold.
std::optional<ElementType> elementTypeOf(torch::Dtype dtype);

} // namespace lightcl
