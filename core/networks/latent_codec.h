#pragma once

#include "libtorch/torch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lightcl {

/// How activations are stored: as they are; rounded to float16; or a byte a value, each row scaled between its own
/// smallest and largest value, which are kept with it (8 bytes a row): x ≈ min + (max - min) · q / 255.
enum class LatentPrecision { Float32, Float16, UInt8 };

/// "float32", "float16" or "uint8", as the catalog has them.
LatentPrecision latentPrecision(const std::string& name);

/// Packs rows of activations for storing, and unpacks them.
class LatentCodec {
public:
    explicit LatentCodec(LatentPrecision precision) : precision_(precision) {}

    /// [rows, …] of any floating-point type to one packed row each.
    [[nodiscard]] torch::Tensor packed(const torch::Tensor& values) const;
    /// Packed rows to float32 of this shape (its first size, of the rows, counts for nothing).
    [[nodiscard]] torch::Tensor unpacked(const torch::Tensor& rows, std::vector<std::int64_t> shape) const;

private:
    LatentPrecision precision_;
};

} // namespace lightcl
