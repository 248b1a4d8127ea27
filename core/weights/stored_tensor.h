#pragma once

#include "weights/tensor_view.h"

#include <cstddef>
#include <memory>

namespace lightcl {

/// A tensor out of a weights file: a view of a storage that others may share. Offset and strides count values; every
/// value lies within the storage. One of a foreign type has no storage: it is known by name, type and, where the file
/// tells it, shape.
struct StoredTensor {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
    std::uint64_t offset = 0;
    std::shared_ptr<const std::vector<std::byte>> storage;
    std::string foreignType{}; ///< what the file calls a type that is not known here: "U16"

    /// "F32", or the foreign type's name.
    [[nodiscard]] std::string typeText() const;
    [[nodiscard]] const std::byte* first() const { return storage->data() + offset * bytesOf(type); }
    [[nodiscard]] std::int64_t values() const;
    /// Whether the values stand one after the other, the last dimension's closest.
    [[nodiscard]] bool isContiguous() const;
    /// To be written as it is; the storage must outlive the view. Only of a contiguous tensor.
    [[nodiscard]] TensorView view() const;
};

/// Strides of a contiguous tensor.
std::vector<std::int64_t> contiguousStrides(const std::vector<std::int64_t>& shape);

} // namespace lightcl
