#include "weights/value_check.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>

namespace lightcl {

namespace {

template <typename T>
T numberAt(const std::byte* place) {
    T value{};
    std::memcpy(&value, place, sizeof value);
    return value;
}

/// IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 of fraction.
double halfAt(const std::byte* place) {
    const auto bits = numberAt<std::uint16_t>(place);
    const int exponent = bits >> 10U & 0x1fU;
    const auto fraction = static_cast<double>(bits & 0x3ffU);
    double value = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    if (exponent == 0x1f) {
        value = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    }
    return (bits & 0x8000U) != 0 ? -value : value;
}

/// The upper half of a float32.
double bfloatAt(const std::byte* place) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(numberAt<std::uint16_t>(place)) << 16U);
}

/// As a network would take it; types that no network takes give 0.
double valueAt(ElementType type, const std::byte* place) {
    switch (type) {
    case ElementType::F32:
        return numberAt<float>(place);
    case ElementType::F64:
        return numberAt<double>(place);
    case ElementType::F16:
        return halfAt(place);
    case ElementType::BF16:
        return bfloatAt(place);
    case ElementType::I64:
        return static_cast<double>(numberAt<std::int64_t>(place));
    default:
        return 0;
    }
}

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
        const double value = valueAt(tensor.type, tensor.first() + place * bytesOf(tensor.type));
        if (value >= expected.lowest && value <= expected.highest) continue;
        const std::string found = std::isnan(value) ? "nan" : fmt::format("{}", value);
        return fmt::format("{}: expected {}, found {}{}", tensor.name, expected.text, found,
                           placeText(tensor, indices));
    } while (advance(tensor, indices, place));
    return {};
}

} // namespace lightcl
