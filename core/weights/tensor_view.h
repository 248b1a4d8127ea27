#pragma once

#include "weights/element_type.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lightcl {

/// A tensor to be written: its values stand contiguous somewhere else.
struct TensorView {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> values;
};

} // namespace lightcl
