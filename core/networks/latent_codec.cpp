#include "networks/latent_codec.h"

namespace lightcl {

namespace {

constexpr double kLargestHalf = 65504; // beyond it float16 is infinite

/// [rows, values] bytes, each row followed by the bytes of its smallest and largest value.
torch::Tensor quantised(const torch::Tensor& values) {
    const torch::Tensor smallest = values.amin(1, true);
    const torch::Tensor largest = values.amax(1, true);
    const torch::Tensor scale = (largest - smallest).clamp_min(1e-30F);
    const torch::Tensor bytes = ((values - smallest) * (255 / scale)).round().clamp(0, 255).to(torch::kUInt8);
    return torch::cat({bytes, torch::cat({smallest, largest}, 1).view(torch::kUInt8)}, 1);
}

torch::Tensor dequantised(const torch::Tensor& rows) {
    const std::int64_t values = rows.size(1) - kStoredRangeBytes;
    const torch::Tensor range = rows.slice(1, values).contiguous().view(torch::kFloat32);
    const torch::Tensor smallest = range.slice(1, 0, 1);
    const torch::Tensor step = (range.slice(1, 1, 2) - smallest) / 255;
    return rows.slice(1, 0, values).to(torch::kFloat32).mul_(step).add_(smallest);
}

} // namespace

torch::ScalarType storedType(StoredPrecision precision) {
    if (precision == StoredPrecision::Float16) return torch::kFloat16;
    return precision == StoredPrecision::UInt8 ? torch::kUInt8 : torch::kFloat32;
}

torch::Tensor LatentCodec::packed(const torch::Tensor& values) const {
    torch::Tensor rows = values.detach().flatten(1).to(torch::kFloat32);
    switch (precision_) {
    case StoredPrecision::Float16:
        return rows.clamp(-kLargestHalf, kLargestHalf).to(torch::kFloat16);
    case StoredPrecision::UInt8:
        return quantised(rows);
    case StoredPrecision::Float32:
        break;
    }
    return rows;
}

torch::Tensor LatentCodec::unpacked(const torch::Tensor& rows, std::vector<std::int64_t> shape) const {
    shape.front() = rows.size(0);
    const bool bytes = precision_ == StoredPrecision::UInt8;
    return (bytes ? dequantised(rows) : rows.to(torch::kFloat32)).view(shape);
}

} // namespace lightcl
