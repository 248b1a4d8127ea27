#pragma once

#include "weights/element_type.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lightcl {

/// One tensor of a safetensors header: its bytes stand at [begin, end) of the data part.
struct TensorEntry {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// A safetensors header. `tensors` stand in the order of their bytes, which leave no gap.
struct TensorHeader {
    std::map<std::string, std::string> metadata;
    std::vector<TensorEntry> tensors;

    [[nodiscard]] std::uint64_t dataBytes() const { return tensors.empty() ? 0 : tensors.back().end; }
};

/// The header as JSON with sorted names. Throws Error, without the file, when a name or a metadata text is not UTF-8.
std::string formatTensorHeader(const TensorHeader& header);

/// Throws InputError, saying what was expected and found but not in which file: no JSON, a name that stands twice, an
/// unknown dtype, bytes that overlap, leave a gap or disagree with the shape.
TensorHeader parseTensorHeader(std::string_view json);

} // namespace lightcl
