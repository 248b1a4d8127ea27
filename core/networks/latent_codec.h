#pragma once

#include "libtorch/torch.h"
#include "rules/stored_values.h"

#include <cstdint>
#include <vector>

namespace lightcl {

/// The type of single values that are stored so; bytes for StoredPrecision::UInt8.
torch::ScalarType storedType(StoredPrecision precision);

/// Packs rows of activations for storing, storedBytes() each, and unpacks them.
class LatentCodec {
public:
    explicit LatentCodec(StoredPrecision precision) : precision_(precision) {}

    /// [rows, …] of any floating-point type to one packed row each.
    [[nodiscard]] torch::Tensor packed(const torch::Tensor& values) const;
    /// Packed rows to float32 of this shape (its first size, of the rows, counts for nothing).
    [[nodiscard]] torch::Tensor unpacked(const torch::Tensor& rows, std::vector<std::int64_t> shape) const;

private:
    StoredPrecision precision_;
};

} // namespace lightcl
