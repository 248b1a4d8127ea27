#include "weights/value_check.h"

#include "weights/element_value.h"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>

namespace lightcl {

namespace {

struct Expectation {
    double lowest;
    double highest;
    const char* text;
};

Expectation expectationOf(const StoredTensor& tensor) {
    constexpr double most = std::numeric_limits<float>::max();
    if (tensor.name.ends_with("num_batches_tracked")) return {0, 9007199254740992.0, "a count of batches"};
    if (tensor.name.ends_with("running_var")) return {0, most, "numbers of at least 0"};
    return {-most, most, "finite numbers"};
}

std::string placeText(const StoredTensor& tensor, const std::vector<std::int64_t>& indices) {
    return tensor.shape.empty() ? std::string() : fmt::format(" at [{}]", fmt::join(indices, ", "));
}

/// One value more in the last dimension, with carry; false after the last.
bool advance(const StoredTensor& tensor, std::vector<std::int64_t>& indices, std::uint64_t& place) {
    for (std::size_t i = indices.size(); i-- > 0;) {
        const auto stride = static_cast<std::uint64_t>(tensor.strides[i]);
        if (++indices[i] < tensor.shape[i]) {
            place += stride;
            return true;
        }
        place -= stride * static_cast<std::uint64_t>(tensor.shape[i] - 1);
        indices[i] = 0;
    }
    return false;
}

/// The storage as one row.
StoredTensor flattened(const StoredTensor& tensor) {
    StoredTensor flat = tensor;
    flat.shape = {static_cast<std::int64_t>(tensor.storage->size() / bytesOf(tensor.type))};
    flat.strides = {1};
    flat.offset = 0;
    return flat;
}

} // namespace

std::string valueComplaint(const StoredTensor& tensor) {
    const bool counts = tensor.type == ElementType::I64 && tensor.name.ends_with("num_batches_tracked");
    if ((!isFloating(tensor.type) && !counts) || tensor.storage == nullptr || tensor.values() == 0) return {};
    const auto held = static_cast<std::int64_t>(tensor.storage->size() / bytesOf(tensor.type));
    if (tensor.values() > held) return valueComplaint(flattened(tensor));
    const Expectation expected = expectationOf(tensor);
    std::vector<std::int64_t> indices(tensor.shape.size(), 0);
    std::uint64_t place = 0;
    do {
        const double value = elementValue(tensor.type, tensor.first() + place * bytesOf(tensor.type));
        if (value >= expected.lowest && value <= expected.highest) continue;
        const std::string found = std::isnan(value) ? "nan" : fmt::format("{}", value);
        return fmt::format("{}: expected {}, found {}{}", tensor.name, expected.text, found,
                           placeText(tensor, indices));
    } while (advance(tensor, indices, place));
    return {};
}

} // namespace lightcl
