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
    std::string foreignType{}; ///< the dtype as the file writes it, where type is Foreign
};

/// A safetensors header. `tensors` stand in the order of their bytes, which leave no gap.
struct TensorHeader {
    std::map<std::string, std::string> metadata;
    std::vector<TensorEntry> tensors;

    [[nodiscard]] std::uint64_t dataBytes() const { return tensors.empty() ? 0 : tensors.back().end; }
};

/// The header as JSON with sorted names. Throws Error, without the file, when a name or a metadata text is not UTF-8.
std::string formatTensorHeader(const TensorHeader& header);

/// In time that grows with the text's length, in memory of at most four times it. Throws InputError, saying what was
/// expected and found but not in which file: no JSON, JSON of another build (a list of objects, objects deeper than a
/// tensor's), a name that stands twice, bytes that overlap, leave a gap or disagree with the shape. A dtype that is not
/// known here makes a foreign tensor.
TensorHeader parseTensorHeader(std::string_view json);

} // namespace lightcl
