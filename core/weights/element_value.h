#pragma once

#include "weights/element_type.h"

namespace lightcl {

/// The floating-point number or 64-bit integer that lies at `place`, in the machine's order of bytes; the other types,
/// which no network takes, give 0.
double elementValue(ElementType type, const std::byte* place);

} // namespace lightcl
