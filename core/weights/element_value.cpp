#include "weights/element_value.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
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

} // namespace

double elementValue(ElementType type, const std::byte* place) {
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

} // namespace lightcl
