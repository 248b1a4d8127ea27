#pragma once

#include "weights/tensor_header.h"

namespace lightcl {

/// The name in a safetensors header that stands for texts about the file instead of a tensor.
inline constexpr std::string_view kHeaderMetadata = "__metadata__";

/// The entries as the text has them, each checked by itself; see parseTensorHeader(). No tree of the text is made: what
/// is read is kept as a tensor or not at all.
TensorHeader parseHeaderJson(std::string_view text);

} // namespace lightcl
