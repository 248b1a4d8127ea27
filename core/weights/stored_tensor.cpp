#include "weights/stored_tensor.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace lightcl {

std::string StoredTensor::typeText() const {
    return type == ElementType::Foreign ? foreignType : std::string(toString(type));
}

std::int64_t StoredTensor::values() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

bool StoredTensor::isContiguous() const {
    std::int64_t expected = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] > 1 && strides[i] != expected) return values() == 0;
        expected *= shape[i];
    }
    return true;
}

TensorView StoredTensor::view() const {
    return {name, type, shape, {first(), static_cast<std::size_t>(values()) * bytesOf(type)}};
}

std::vector<std::int64_t> contiguousStrides(const std::vector<std::int64_t>& shape) {
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * std::max<std::int64_t>(shape[i], 1);
    return strides;
}

} // namespace lightcl
