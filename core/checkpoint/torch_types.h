#pragma once

#include "weights/element_type.h"

#include <optional>
#include <torch/torch.h>

namespace lightcl {

torch::Dtype torchType(ElementType type);
/// Nothing for a dtype that weights files do not hold.
std::optional<ElementType> elementTypeOf(torch::Dtype dtype);

} // namespace lightcl
