#pragma once

#include "data/picture.h"

#include <cstddef>
#include <span>

namespace lightcl {

/// Decodes a PNG file's bytes, of any depth and colour type, to eight bits a channel; what is transparent is laid on
/// black. Throws ImageError when it is no PNG, damaged or cut short.
Picture decodePng(std::span<const std::byte> bytes);

} // namespace lightcl
